-- Every command asks what the player was given lately: the same thing a moment ago, and how much in a day.
CREATE INDEX command_player ON command (user_id, created_at);
