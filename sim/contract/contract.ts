/** What is wrong with a value, in few words for each thing; empty when nothing is. */
export type Check = (value: unknown) => readonly Finding[];

export interface Finding {
	/** Path into the value, like `/users/0`; empty for all of it. */
	readonly at: string;
	readonly what: string;
}

/** The official description, ready to check with. */
export interface Contract {
	/** The most literal paths first, since one path may fit several. */
	readonly operations: readonly Operation[];
	/** Every host that is named anywhere; calls to other hosts stand in for any of them. */
	readonly hosts: ReadonlySet<string>;
}

export interface Operation {
	readonly id: string;
	readonly method: string;
	readonly hosts: readonly string[];
	readonly template: string;
	/** Made from the template; its groups are the path parameters in the order of `pathNames`. */
	readonly path: RegExp;
	readonly pathNames: readonly string[];
	readonly parameters: readonly Parameter[];
	/** Ways to say who calls, each by the headers it takes. None at all: nobody asks. */
	readonly credentials: readonly (readonly string[])[];
	readonly body: Body | undefined;
	/** By status. */
	readonly answers: ReadonlyMap<number, Answer>;
}

export interface Parameter {
	readonly place: "path" | "query" | "header";
	readonly name: string;
	readonly isRequired: boolean;
	/** Takes the text as it stands in URL or header. */
	readonly check: (text: string) => readonly Finding[];
}

export interface Body {
	readonly isRequired: boolean;
	readonly content: Content;
}

/** By media type. */
export type Content = ReadonlyMap<string, Check>;

export interface Answer {
	readonly content: Content;
	readonly headers: readonly Parameter[];
}
