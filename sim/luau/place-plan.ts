import type { Place, PlaceNode } from "./place-tree";

interface PlannedNode {
	readonly name: string;
	readonly className: string;
	readonly properties?: PlaceNode["properties"];
	readonly attributes?: PlaceNode["attributes"];
	readonly chunk?: number;
	readonly children: readonly PlannedNode[];
}

/** A place as one side gets it: the tree without code, and the code with full instance names, by chunk number. */
export interface PlacePlan {
	readonly tree: readonly PlannedNode[];
	readonly sources: readonly { readonly name: string; readonly source: string }[];
}

/** What never reaches a client. */
const SERVER_ONLY = new Set(["ServerScriptService", "ServerStorage"]);
/** What a server has but does not run, so its code need not be compiled there. */
const CLIENT_ONLY = new Set(["StarterPlayer", "StarterGui", "ReplicatedFirst"]);

const plans = { server: new WeakMap<Place, PlacePlan>(), client: new WeakMap<Place, PlacePlan>() };

/** The same place gives the same plan object, made once. */
export function planPlace(place: Place, side: "server" | "client"): PlacePlan {
	const known = plans[side].get(place);
	if (known !== undefined) return known;
	const plan = makePlan(place, side);
	plans[side].set(place, plan);
	return plan;
}

function makePlan(place: Place, side: "server" | "client"): PlacePlan {
	const sources: { name: string; source: string }[] = [];
	function planNode(node: PlaceNode, fullName: string, compiles: boolean): PlannedNode {
		let chunk: number | undefined;
		if (node.source !== undefined && compiles) chunk = sources.push({ name: fullName, source: node.source }) - 1;
		const { name, className, properties, attributes } = node;
		const children = (node.children ?? []).map((child) => planNode(child, `${fullName}.${child.name}`, compiles));
		return { name, className, properties, attributes, chunk, children };
	}
	const tree = place
		.filter((service) => side === "server" || !SERVER_ONLY.has(service.name))
		.map((service) => planNode(service, service.name, side === "client" || !CLIENT_ONLY.has(service.name)));
	return { tree, sources };
}
