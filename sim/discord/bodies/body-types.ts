/** Request bodies after validation: only the fields that the local Discord acts upon. */

export interface Embed {
	readonly title?: string | null;
	readonly description?: string | null;
	readonly url?: string | null;
	readonly color?: number | null;
	readonly timestamp?: string | null;
	readonly fields?: readonly EmbedField[] | null;
	readonly footer?: { readonly text?: string | null } | null;
	readonly author?: { readonly name?: string | null } | null;
}

export interface EmbedField {
	readonly name: string;
	readonly value: string;
	readonly inline?: boolean | null;
}

/** Any message component; which fields belong to which type is the schema's and component-rules' business. */
export interface Component {
	readonly type: number;
	readonly id?: number | null;
	readonly custom_id?: string | null;
	readonly style?: number;
	readonly label?: string | null;
	readonly description?: string | null;
	readonly url?: string | null;
	readonly sku_id?: string | null;
	readonly emoji?: { readonly name?: string | null } | null;
	readonly disabled?: boolean | null;
	readonly content?: string | null;
	readonly placeholder?: string | null;
	readonly min_values?: number | null;
	readonly max_values?: number | null;
	readonly options?: readonly SelectOption[] | null;
	readonly components?: readonly Component[] | null;
	readonly component?: Component | null;
	readonly accessory?: Component | null;
	readonly items?: readonly unknown[] | null;
	readonly required?: boolean | null;
	readonly min_length?: number | null;
	readonly max_length?: number | null;
}

export interface SelectOption {
	readonly label: string;
	readonly value: string;
}

export interface AllowedMentions {
	readonly parse?: readonly string[] | null;
	readonly users?: readonly string[] | null;
	readonly roles?: readonly string[] | null;
}

export interface AttachmentRequest {
	readonly id: string | number;
	readonly filename?: string | null;
	readonly description?: string | null;
}

export interface MessageBody {
	readonly content?: string | null;
	readonly embeds?: readonly Embed[] | null;
	readonly components?: readonly Component[] | null;
	readonly attachments?: readonly AttachmentRequest[] | null;
	readonly allowed_mentions?: AllowedMentions | null;
	readonly flags?: number | null;
	readonly nonce?: string | number | null;
	readonly enforce_nonce?: boolean | null;
	readonly sticker_ids?: readonly string[] | null;
	readonly poll?: object | null;
	readonly tts?: boolean | null;
}

export interface Choice {
	readonly name: string;
	readonly value: string | number;
}

export interface CallbackData extends MessageBody {
	readonly choices?: readonly Choice[] | null;
	readonly custom_id?: string;
	readonly title?: string;
}

export interface CallbackBody {
	readonly type: number;
	readonly data?: CallbackData | null;
}

export interface CommandOption {
	readonly type: number;
	readonly name: string;
	readonly description: string;
	readonly required?: boolean | null;
	readonly autocomplete?: boolean | null;
	readonly choices?: readonly Choice[] | null;
	readonly options?: readonly CommandOption[] | null;
	readonly min_value?: number | null;
	readonly max_value?: number | null;
	readonly min_length?: number | null;
	readonly max_length?: number | null;
	readonly name_localizations?: Readonly<Record<string, string>> | null;
	readonly description_localizations?: Readonly<Record<string, string>> | null;
}

export interface CommandBody {
	readonly id?: string | null;
	readonly type?: number | null;
	readonly name: string;
	readonly description?: string | null;
	readonly options?: readonly CommandOption[] | null;
	readonly default_member_permissions?: string | number | null;
	readonly contexts?: readonly number[] | null;
	readonly integration_types?: readonly number[] | null;
	readonly name_localizations?: Readonly<Record<string, string>> | null;
	readonly description_localizations?: Readonly<Record<string, string>> | null;
	readonly nsfw?: boolean | null;
}
