"""The format of `news.db`, step by step. A step that has been released is never changed."""

from index.store.database import Migration

FORMAT_WITH_FEEDS = 4
"""An older file that may not be changed has no feeds, and no revisions of any origin but files."""

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
    # Feeds. `told` is the hash of headline and text as a feed brought them last: a change is seen without reading them.
    # Of several feeds that list an article one tells it (`teller`): revisions come of what that one says.
    # `updated` and `was` are in the article itself, because lists show them. A page that is not `due` any more (NULL)
    # was watched for long enough. `dropped` are identities of articles that must not come back, `gone` the ids of those
    # that the search index has to let go. A rule that asks for facts waits (`rule_waiting`) for those of each article.
    # `quiet_until`: a server asked to be left alone until then.
    Migration(
        4,
        """
        ALTER TABLE revision ADD COLUMN origin TEXT NOT NULL DEFAULT 'file';
        ALTER TABLE article ADD COLUMN updated INTEGER;
        ALTER TABLE article ADD COLUMN was TEXT;
        UPDATE article SET updated = newest.fetched, was = nullif(before.title, article.title)
            FROM revision newest, revision before
            WHERE article.revision > 1 AND newest.article = key AND newest.number = article.revision
            AND before.article = key AND before.number = article.revision - 1;
        CREATE TABLE feed (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            url TEXT NOT NULL UNIQUE,
            typed INTEGER NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            name TEXT,
            folder TEXT NOT NULL DEFAULT '',
            site TEXT,
            full_text INTEGER NOT NULL DEFAULT 0,
            watch_hours INTEGER,
            keep_days INTEGER,
            added INTEGER NOT NULL,
            checked INTEGER,
            succeeded INTEGER,
            next_try INTEGER NOT NULL DEFAULT 0,
            quiet_until INTEGER,
            error TEXT,
            failures INTEGER NOT NULL DEFAULT 0,
            stopped TEXT,
            etag TEXT,
            last_modified TEXT,
            digest TEXT,
            interval INTEGER,
            hint INTEGER,
            secret TEXT
        );
        CREATE TABLE feed_tag (
            feed INTEGER NOT NULL REFERENCES feed (key) ON DELETE CASCADE,
            tag TEXT NOT NULL,
            PRIMARY KEY (feed, tag)
        ) WITHOUT ROWID;
        CREATE TABLE feed_article (
            feed INTEGER NOT NULL REFERENCES feed (key) ON DELETE CASCADE,
            article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
            told INTEGER NOT NULL,
            teller INTEGER NOT NULL,
            PRIMARY KEY (feed, article)
        ) WITHOUT ROWID;
        CREATE INDEX feed_article_article ON feed_article (article, feed);
        CREATE TABLE watch (
            article INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
            url TEXT NOT NULL,
            typed INTEGER NOT NULL DEFAULT 0,
            due INTEGER,
            step INTEGER NOT NULL DEFAULT 0,
            etag TEXT,
            last_modified TEXT,
            digest TEXT
        );
        CREATE INDEX watch_due ON watch (due);
        CREATE TABLE rule (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            query TEXT NOT NULL,
            action TEXT NOT NULL,
            tag TEXT,
            feed INTEGER REFERENCES feed (key) ON DELETE CASCADE
        );
        CREATE TABLE rule_applied (
            rule INTEGER NOT NULL REFERENCES rule (key) ON DELETE CASCADE,
            article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            before TEXT NOT NULL,
            PRIMARY KEY (rule, article)
        ) WITHOUT ROWID;
        CREATE INDEX rule_applied_article ON rule_applied (article);
        CREATE TABLE rule_waiting (
            rule INTEGER NOT NULL REFERENCES rule (key) ON DELETE CASCADE,
            article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
            PRIMARY KEY (rule, article)
        ) WITHOUT ROWID;
        CREATE INDEX rule_waiting_article ON rule_waiting (article);
        CREATE TABLE dropped (
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (kind, value)
        ) WITHOUT ROWID;
        CREATE TABLE gone (id TEXT PRIMARY KEY, change INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX gone_change ON gone (change);
        """,
    ),
)
