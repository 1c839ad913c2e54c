import { defineChange } from "./change-wallet";

export const giveCommand = defineChange({ name: "give", description: "Add coins to a player's wallet", sign: 1 });
