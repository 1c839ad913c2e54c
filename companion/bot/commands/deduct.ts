import { defineChange } from "./change-wallet";

export const deductCommand = defineChange({
	name: "deduct",
	description: "Take coins from a player's wallet",
	sign: -1,
});
