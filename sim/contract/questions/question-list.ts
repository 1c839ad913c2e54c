import { ABSENT } from "./absent";
import { CONDITIONS } from "./conditions";
import { GAME_SERVER_LIST } from "./game-server-list";
import { NAMES_AT_ONCE } from "./names-at-once";
import { PUBLISH_SIZES } from "./publish-sizes";
import type { Question } from "./question";
import { VERSIONS } from "./versions";

export const QUESTIONS: readonly Question[] = [
	CONDITIONS,
	ABSENT,
	VERSIONS,
	PUBLISH_SIZES,
	GAME_SERVER_LIST,
	NAMES_AT_ONCE,
];
