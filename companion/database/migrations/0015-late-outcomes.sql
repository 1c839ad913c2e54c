-- Whom an outcome is told to that comes after the reply can no longer be edited, and where. NULL: written by a version
-- that did not keep it (member), or told by direct message (channel).
ALTER TABLE pending_reply ADD COLUMN member_id TEXT;
ALTER TABLE pending_reply ADD COLUMN channel_id TEXT;
