-- Replies are looked up by command and token, also those that are done: the former index held only open ones.
DROP INDEX pending_reply_open;
CREATE INDEX pending_reply_command ON pending_reply (command_id, token);
