export type Listener<News> = (news: News) => void;

/** Listeners of many things, by the id of the thing: news of one reach only those whom they concern. */
export class KeyedListeners<News> {
	private readonly byKey = new Map<string, Set<Listener<News>>>();

	/** Adds a listener until the returned function is called. */
	add(key: string, listener: Listener<News>): () => void {
		const known = this.byKey.get(key) ?? new Set();
		this.byKey.set(key, known.add(listener));
		return () => {
			if (known.delete(listener) && known.size === 0) this.byKey.delete(key);
		};
	}

	/** Those of a key as they are now, in the order in which they came. */
	of(key: string): readonly Listener<News>[] {
		return [...(this.byKey.get(key) ?? [])];
	}
}
