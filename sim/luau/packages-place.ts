import { fileURLToPath } from "node:url";
import { loadPlace } from "../rojo/load-place";
import { addToPlace, type Place, type PlaceAddition } from "./place-tree";

const PROJECT = fileURLToPath(new URL("../../default.project.json", import.meta.url));
/** Where the game's own scripts stand. */
const GAME_SERVICES: readonly string[] = ["ServerScriptService", "StarterPlayer"];

/** The compiled packages without the game's own scripts, and these instances. */
export function packagesPlace(additions: readonly PlaceAddition[]): Place {
	const isGame = (name: string): boolean => GAME_SERVICES.includes(name);
	const bare = loadPlace(PROJECT).map((service) => (isGame(service.name) ? { ...service, children: [] } : service));
	return addToPlace(bare, additions);
}
