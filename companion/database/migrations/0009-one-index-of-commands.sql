-- Command ids are nearly unique, so an index by subject and id finds no more than the one by id, and it made every receipt
-- write one page more, somewhere in the middle of it.
DROP INDEX audit_entry_command;
