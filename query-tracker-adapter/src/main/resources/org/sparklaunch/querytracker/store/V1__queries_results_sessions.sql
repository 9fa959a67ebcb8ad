-- Plain SQL of SQLite and PostgreSQL alike. Times are microseconds since 1970; maps and errors are JSON.
CREATE TABLE queries (
    id            VARCHAR(36)  NOT NULL PRIMARY KEY,
    user_name     VARCHAR(255) NOT NULL,
    engine        VARCHAR(32)  NOT NULL,
    query_text    TEXT         NOT NULL,
    settings      TEXT         NOT NULL,
    annotations   TEXT         NOT NULL,
    start_time    BIGINT       NOT NULL,
    state         VARCHAR(16)  NOT NULL,
    finish_time   BIGINT,
    result_count  INTEGER,
    error         TEXT,
    verdict       TEXT,
    waiting       TEXT,
    session_name  VARCHAR(255),
    session_id    INTEGER,
    statement_id  INTEGER,
    progress      DOUBLE PRECISION NOT NULL
);
CREATE INDEX queries_by_time ON queries (start_time);
CREATE INDEX queries_by_user ON queries (user_name, start_time);

CREATE TABLE query_results (
    query_id      VARCHAR(36)  NOT NULL REFERENCES queries (id),
    result_index  INTEGER      NOT NULL,
    result_schema TEXT         NOT NULL,
    result_rows   TEXT         NOT NULL,
    is_truncated  INTEGER      NOT NULL,
    PRIMARY KEY (query_id, result_index)
);

CREATE TABLE sessions (
    name          VARCHAR(255) NOT NULL PRIMARY KEY,
    user_name     VARCHAR(255) NOT NULL,
    cluster       VARCHAR(1024) NOT NULL,
    spark_conf    TEXT         NOT NULL,
    token_hash    VARCHAR(64)  NOT NULL
);
