import { defineChange } from "./change-wallet";

export const deduct = defineChange({
	name: "deduct",
	description: "Take coins from a player's wallet",
	example: "/deduct user:builder_man amount:50 reason:Paid twice",
	sign: -1,
});
