-- Which tracker works on what, and whether it still does: it counts up while it lives.
CREATE TABLE trackers (
    id   VARCHAR(36) NOT NULL PRIMARY KEY,
    beat BIGINT      NOT NULL
);
ALTER TABLE queries ADD COLUMN tracker VARCHAR(36);
ALTER TABLE sessions ADD COLUMN tracker VARCHAR(36);
CREATE INDEX queries_by_tracker ON queries (tracker, state);
