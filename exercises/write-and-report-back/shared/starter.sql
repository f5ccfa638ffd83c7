-- Three changes to the table products, each of them one statement.
-- Leave the lines with "query:" as they are.

-- query: new-products


-- query: dearer-honey


-- query: delivery

