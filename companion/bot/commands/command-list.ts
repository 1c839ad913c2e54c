import type { BotButton } from "../framework/define-button";
import type { BotCommand } from "../framework/define-command";
import { auditButton, auditCommand } from "./audit";
import { balanceCommand } from "./balance";
import { deductCommand } from "./deduct";
import { giveCommand } from "./give";

/** Every command of the bot. All of them are for economy staff; `handle-interaction.ts` checks that first. */
export const COMMANDS: readonly BotCommand[] = [giveCommand, deductCommand, balanceCommand, auditCommand];

export const BUTTONS: readonly BotButton[] = [auditButton];
