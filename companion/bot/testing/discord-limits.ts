import type { Modal, ReplyBody, Select } from "../interaction";

/** What Discord would refuse in this message: the limits of embeds and components in its documentation. */
export function findLimitProblems(body: ReplyBody): string[] {
	const problems: string[] = [];
	const check = (isFine: boolean, problem: string): void => {
		if (!isFine) problems.push(problem);
	};
	check(body.embeds.length >= 1 && body.embeds.length <= 10, "1 to 10 embeds");
	check(JSON.stringify(body.allowed_mentions) === '{"parse":[]}', "mentions are switched off");
	const { file } = body;
	check(file === undefined || (file.name !== "" && file.content.byteLength <= 10 * 1_048_576), "a file of 10 MiB");
	let total = 0;
	for (const { title, description } of body.embeds) {
		check(title.trim().length >= 1 && title.length <= 256, `title of ${title.length}`);
		check(description.trim().length >= 1 && description.length <= 4_096, `description of ${description.length}`);
		total += title.length + description.length;
	}
	check(total <= 6_000, `${total} characters in all embeds`);
	check(body.components.length <= 5, "at most 5 rows");
	const ids = body.components.flatMap((row) => row.components.map((button) => button.custom_id));
	check(new Set(ids).size === ids.length, "custom ids differ");
	for (const row of body.components) {
		check(row.components.length >= 1 && row.components.length <= 5, "1 to 5 buttons a row");
		for (const component of row.components) {
			const { custom_id: id } = component;
			check(id.length >= 1 && id.length <= 100, `custom id of ${id.length}`);
			if (component.type === 2) check(isWithin(component.label, 80), `label of ${component.label.length}`);
			else for (const problem of findSelectProblems(component)) check(false, problem);
		}
		const hasSelect = row.components.some(({ type }) => type === 3);
		check(!hasSelect || row.components.length === 1, "a list has its row for itself");
	}
	return problems;
}

function findSelectProblems({ placeholder, options }: Select): string[] {
	const values = new Set(options.map(({ value }) => value));
	return [
		isWithin(placeholder, 150) ? [] : [`placeholder of ${placeholder.length}`],
		options.length >= 1 && options.length <= 25 ? [] : [`${options.length} options`],
		values.size === options.length ? [] : ["values differ"],
		options.every(({ label, value }) => isWithin(label, 100) && isWithin(value, 100)) ? [] : ["an option too long"],
		options.filter((option) => option.default).length <= 1 ? [] : ["one default at most"],
	].flat();
}

/** What Discord would refuse in this form: "Modal", "Label" and "Text Input" in its documentation. */
export function findModalProblems({ custom_id: id, title, components }: Modal): string[] {
	const fields = components.flatMap((component) => (component.type === 18 ? [component] : []));
	const texts = components.flatMap((component) => (component.type === 10 ? [component.content] : []));
	const ids = fields.map(({ component }) => component.custom_id);
	return [
		isWithin(id, 100) ? [] : [`custom id of ${id.length}`],
		isWithin(title, 45) ? [] : [`title of ${title.length}`],
		components.length >= 1 && components.length <= 5 ? [] : [`${components.length} components`],
		new Set(ids).size === ids.length ? [] : ["custom ids differ"],
		texts.every((text) => isWithin(text, 4_000)) ? [] : ["a text too long"],
		fields.every(({ label }) => isWithin(label, 45)) ? [] : ["a label too long"],
		fields.every(({ description }) => isWithin(description, 100)) ? [] : ["a description too long"],
		fields.every(({ component }) => isWithin(component.custom_id, 100)) ? [] : ["a field's custom id too long"],
		fields.every(({ component: { min_length: low = 0, max_length: high = 4_000 } }) => isSpan(low, high))
			? []
			: ["lengths that nothing fits"],
	].flat();
}

function isSpan(low: number, high: number): boolean {
	return low >= 0 && high >= 1 && low <= high && high <= 4_000;
}

function isWithin(text: string, max: number): boolean {
	return text.length >= 1 && text.length <= max;
}
