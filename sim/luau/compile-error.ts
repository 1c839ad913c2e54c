import type { LinearMemory } from "./memory";

/** A compile-limit error (200 locals, 255 registers ...), raised by the C++ compiler as an exception. */
export class CompileError extends Error {
	override readonly name = "CompileError";
}

/** Reads `Luau::CompileError`: line and column (0-based) after the vtable, then a libc++ string. */
export function readCompileError(memory: LinearMemory, pointer: number): CompileError {
	const line = memory.view.getUint32(pointer + 4, true) + 1;
	const text = pointer + 20;
	const isLong = (memory.view.getUint8(text + 11) & 0x80) !== 0;
	const message = memory.readCString(isLong ? memory.view.getUint32(text, true) : text);
	return new CompileError(`:${line}: ${message}`);
}
