-- Why an undo was stopped although nobody pressed a button: whoever asked for it may not any more.
ALTER TABLE undo ADD COLUMN stopped_code TEXT;
