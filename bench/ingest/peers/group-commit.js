/** As the companion has it: units of one turn of the event loop share one durable commit, each with a savepoint. */
export function createGroupCommit(database) {
	const begin = database.prepare("BEGIN IMMEDIATE");
	const commit = database.prepare("COMMIT");
	const save = database.prepare("SAVEPOINT unit");
	const release = database.prepare("RELEASE unit");
	let waiting = [];

	function execute(unit) {
		save.run();
		try {
			const value = unit.run();
			release.run();
			return () => unit.resolve(value);
		} catch (error) {
			if (!database.inTransaction) throw error;
			database.exec("ROLLBACK TO unit; RELEASE unit");
			return () => unit.reject(error);
		}
	}

	function flush() {
		const batch = waiting;
		waiting = [];
		let tells;
		try {
			begin.run();
			tells = batch.map(execute);
			commit.run();
		} catch (error) {
			if (database.inTransaction) database.exec("ROLLBACK");
			for (const unit of batch) unit.reject(error);
			return;
		}
		for (const tell of tells) tell();
	}

	return (run) =>
		new Promise((resolve, reject) => {
			waiting.push({ run, resolve, reject });
			if (waiting.length === 1) setImmediate(flush);
		});
}
