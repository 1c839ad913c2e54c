/** What a player reads when his data cannot be had. Plain, and never his fault. */
export const KICK_NOT_LOADED = "Your saved data could not be loaded just now. Nothing is lost. Please join again.";
export const KICK_LOCK_LOST = "Your saved data was opened on another server. Nothing is lost. Please join again.";
