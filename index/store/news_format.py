"""The format of `news.db`, step by step. A step that has been released is never changed."""

from index.store.database import Migration

MIGRATIONS = (
    Migration(
        1,
        # `at` orders lists: when the article was published, or where that is unknown, fetched. `change` is the number
        # of the batch that last changed title or text. Times are seconds of the Unix epoch.
        # Columns that lists show stand before the text, which SQLite keeps on overflow pages that a list never reads.
        """
        CREATE TABLE article (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL,
            change INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            published INTEGER,
            fetched INTEGER NOT NULL,
            words INTEGER NOT NULL,
            language TEXT,
            source TEXT NOT NULL,
            url TEXT,
            author TEXT,
            title TEXT NOT NULL,
            lead TEXT NOT NULL
        );
        CREATE INDEX article_at ON article (at DESC, id);
        CREATE INDEX article_change ON article (change);
        CREATE TABLE revision (
            article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            fetched INTEGER NOT NULL,
            title TEXT NOT NULL,
            blocks TEXT NOT NULL,
            links TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (article, number)
        );
        CREATE TABLE identity (
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
            PRIMARY KEY (kind, value)
        ) WITHOUT ROWID;
        CREATE INDEX identity_article ON identity (article);
        CREATE TABLE fact_set (
            article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
            revision INTEGER NOT NULL,
            version INTEGER NOT NULL,
            facts TEXT NOT NULL,
            PRIMARY KEY (article, revision)
        );
        CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO counter VALUES ('change', 0);
        """,
    ),
    # Which store it is: what was derived of another one, with other batches under the same numbers, is told by it.
    Migration(2, "INSERT INTO counter VALUES ('origin', random());"),
    # Whose facts have changed, in the order in which they did: an article gets a new number, larger than all before it,
    # whenever its facts are made or become those of an earlier revision. What the search has of facts follows them.
    Migration(
        3,
        """
        CREATE TABLE fact_change (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL UNIQUE REFERENCES article (key) ON DELETE CASCADE
        );
        INSERT INTO fact_change (article) SELECT DISTINCT article FROM fact_set ORDER BY article;
        """,
    ),
)
