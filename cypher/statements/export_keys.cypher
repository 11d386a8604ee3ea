// Without it each MERGE would look at all nodes of the label.
CREATE CONSTRAINT IF NOT EXISTS FOR (n:__Label__) REQUIRE n.__key__ IS UNIQUE;
