-- With whom a query is shared: names of access control objects, as a JSON list.
ALTER TABLE queries ADD COLUMN access_control TEXT NOT NULL DEFAULT '[]';
