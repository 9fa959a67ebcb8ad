-- How far a query is, as JSON; whether it is listed; where the driver wrote all rows of a result that was cut.
ALTER TABLE queries ADD COLUMN progress_details TEXT;
ALTER TABLE queries ADD COLUMN is_indexed INTEGER NOT NULL DEFAULT 1;
ALTER TABLE query_results ADD COLUMN full_result TEXT;
