/** Condition on a row of `command`: nothing keeps its wallet back. */
export const WALLET_GOES_ON = `EXISTS (SELECT 1 FROM wallet WHERE wallet.user_id = command.user_id AND is_current = 1
	AND stopped IS NULL)`;
