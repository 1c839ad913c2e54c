export const PROTOCOL_VERSION = 1;
export const COMMAND_TYPE = "economy.command";
export const UPDATE_TYPE = "economy.update";
export const RING_TYPE = "ring";
