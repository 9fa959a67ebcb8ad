-- The name under which queries of a user share a session; null for sessions of isolated queries.
ALTER TABLE sessions ADD COLUMN shared_name VARCHAR(64);
