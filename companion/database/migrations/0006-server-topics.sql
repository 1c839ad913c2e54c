-- Each server hears a topic of its own. Servers that were registered before still hear the one for all.
ALTER TABLE game_server ADD COLUMN topic TEXT;
