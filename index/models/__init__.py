"""The words that all parts of Crossread speak in: frozen models, nothing that acts."""

from index.models.article import (
    Article,
    ArticleState,
    ArticleSummary,
    Block,
    BlockKind,
    Draft,
    Identity,
    IdentityKind,
    Link,
    Revision,
)
from index.models.base import (
    Frozen,
    Span,
)
from index.models.comparison import (
    Comparison,
    Contradiction,
    CopiedRun,
    Disagreement,
    Edit,
    EditCounts,
    EditOp,
    FactRow,
    Pair,
    Passage,
    RevisionDiff,
    Side,
    Sign,
    ToldValue,
)
from index.models.facts import (
    NAME_KINDS,
    SURE_ENOUGH,
    Fact,
    FactKind,
    Modifier,
)
from index.models.naming import (
    FullName,
    told_by_lists,
)
from index.models.reports import (
    FactsReady,
    Failure,
    ImportReport,
    LibraryStatus,
    NewsChanged,
    Progress,
    WriterFailed,
    WriterMessage,
    WriterNotice,
)
from index.models.saved import (
    SavedSearch,
)
from index.models.search import (
    Facets,
    Found,
    Hit,
    SearchResult,
    Snippet,
    Sort,
)
from index.models.session import (
    Session,
)
from index.models.tally import (
    FactTally,
    TalliedFact,
)

__all__ = [
    "NAME_KINDS",
    "SURE_ENOUGH",
    "Article",
    "ArticleState",
    "ArticleSummary",
    "Block",
    "BlockKind",
    "Comparison",
    "Contradiction",
    "CopiedRun",
    "Disagreement",
    "Draft",
    "Edit",
    "EditCounts",
    "EditOp",
    "Facets",
    "Fact",
    "FactKind",
    "FactRow",
    "FactTally",
    "FactsReady",
    "Failure",
    "Found",
    "Frozen",
    "FullName",
    "Hit",
    "Identity",
    "IdentityKind",
    "ImportReport",
    "LibraryStatus",
    "Link",
    "Modifier",
    "NewsChanged",
    "Pair",
    "Passage",
    "Progress",
    "Revision",
    "RevisionDiff",
    "SavedSearch",
    "SearchResult",
    "Session",
    "Side",
    "Sign",
    "Snippet",
    "Sort",
    "Span",
    "TalliedFact",
    "ToldValue",
    "WriterFailed",
    "WriterMessage",
    "WriterNotice",
    "told_by_lists",
]
