/**
 * Who may use what, on whom, as people agreed on it. Written by hand; no code that decides reads it. The columns are the
 * levels of staff, the highest first, then somebody without a level, then somebody without a level who has Discord's
 * Administrator permission. Of a player no level is known, since Discord accounts and players are not linked yet.
 */
export const COLUMNS = [
	"administrator",
	"moderator",
	"head_organizer",
	"officer",
	"security",
	"organizer",
	"team",
	"verified_raider",
	"nobody",
	"discord-administrator",
] as const;

export type Column = (typeof COLUMNS)[number];

/** `x`: may; `.`: may not. */
export const EXPECTED = `
                                              A M H O S o t v - D
give           a player                       x x . . . . . . . .
deduct         a player                       x x . . . . . . . .
give-yes-button    asked by another           x x . . . . . . . .
give-yes-button    asked by himself           . . . . . . . . . .
give-no-button     asked by another           x x . . . . . . . .
give-no-button     asked by himself           x x . . . . . . . .
deduct-yes-button  asked by another           x x . . . . . . . .
deduct-yes-button  asked by himself           . . . . . . . . . .
deduct-no-button   asked by another           x x . . . . . . . .
deduct-no-button   asked by himself           x x . . . . . . . .
balance        a player                       x x x x x . . . . .
give-sure-button     a player                 x x . . . . . . . .
give-leave-button    a player                 x x . . . . . . . .
deduct-sure-button   a player                 x x . . . . . . . .
deduct-leave-button  a player                 x x . . . . . . . .
batch          to look                        x . . . . . . . . .
batch-begin-button   a file                   x . . . . . . . . .
batch-drop-button    a file                   x . . . . . . . . .
batch-look-button    a file                   x . . . . . . . . .
batch-stop-button    a file                   x . . . . . . . . .
audit          everybody                      x x x x x . . . . .
audit-button   everybody                      x x x x x . . . . .
txn            a command of others            x x x x x . . . . .

status         everything                     x x x x x x x . . x

reverse        his own                        x x . . . . . . . .
reverse        of administrator               . . . . . . . . . .
reverse        of moderator                   x . . . . . . . . .
reverse        of head_organizer              x x . . . . . . . .
reverse-do-button    his own                  x x . . . . . . . .
reverse-do-button    of administrator         . . . . . . . . . .
reverse-do-button    of moderator             x . . . . . . . . .
reverse-do-button    of head_organizer        x x . . . . . . . .
reverse-stop-button  his own                  x x . . . . . . . .
reverse-stop-button  of administrator         . . . . . . . . . .
reverse-stop-button  of moderator             x . . . . . . . . .
reverse-stop-button  of head_organizer        x x . . . . . . . .
reverse-look-button  of administrator         x x . . . . . . . .
reverse-keep-button  of administrator         x x . . . . . . . .
diagnose       everything                     x . . . . . . . . x

help           himself                        x x x x x x x x . x

checklist-roles-button  to look               x . . . . . . . . x
checklist-role-select   none to moderator     x . . . . . . . . x
checklist-rights-button to look               x . . . . . . . . x
checklist-coin-button   to look               x x . . . . . . . .
checklist-give-modal    a player              x x . . . . . . . .

limits         to look                        x x . . . . . . . x
limits         of administrator               . . . . . . . . . x
limits         of moderator                   x . . . . . . . . x
limits         of verified_raider             x . . . . . . . . x
limit-set-button  of administrator            . . . . . . . . . x
limit-set-button  of moderator                x . . . . . . . . x
limit-set-button  of verified_raider          x . . . . . . . . x
limit-keep-button of moderator                x x . . . . . . . x

unfreeze       to look                        x . . . . . . . . x
unfreeze       of administrator               . . . . . . . . . x
unfreeze       of moderator                   x . . . . . . . . x
unfreeze       of himself                     . . . . . . . . . .
thaw-button    of administrator               . . . . . . . . . x
thaw-button    of moderator                   x . . . . . . . . x
thaw-button    of himself                     . . . . . . . . . .
thaw-keep-button  of moderator                x . . . . . . . . x

setroles       to look                        x . . . . . . . . x
setroles       none to administrator          . . . . . . . . . x
setroles       none to moderator              x . . . . . . . . x
setroles       none to head_organizer         x . . . . . . . . x
setroles       none to officer                x . . . . . . . . x
setroles       none to security               x . . . . . . . . x
setroles       none to organizer              x . . . . . . . . x
setroles       none to team                   x . . . . . . . . x
setroles       none to verified_raider        x . . . . . . . . x
setroles       administrator to none          . . . . . . . . . x
setroles       moderator to none              x . . . . . . . . x
setroles       head_organizer to none         x . . . . . . . . x
setroles       officer to none                x . . . . . . . . x
setroles       security to none               x . . . . . . . . x
setroles       organizer to none              x . . . . . . . . x
setroles       team to none                   x . . . . . . . . x
setroles       verified_raider to none        x . . . . . . . . x

role-set-button  none to administrator        . . . . . . . . . x
role-set-button  none to moderator            x . . . . . . . . x
role-set-button  none to head_organizer       x . . . . . . . . x
role-set-button  none to officer              x . . . . . . . . x
role-set-button  none to security             x . . . . . . . . x
role-set-button  none to organizer            x . . . . . . . . x
role-set-button  none to team                 x . . . . . . . . x
role-set-button  none to verified_raider      x . . . . . . . . x
role-set-button  administrator to none        . . . . . . . . . x
role-set-button  moderator to none            x . . . . . . . . x
role-set-button  head_organizer to none       x . . . . . . . . x
role-set-button  officer to none              x . . . . . . . . x
role-set-button  security to none             x . . . . . . . . x
role-set-button  organizer to none            x . . . . . . . . x
role-set-button  team to none                 x . . . . . . . . x
role-set-button  verified_raider to none      x . . . . . . . . x
role-keep-button moderator to none            x . . . . . . . . x

rights         to look                        x . . . . . . . . x
right-needed-select  closed to administrator  . . . . . . . . . x
right-needed-select  administrator to closed  . . . . . . . . . x
right-needed-select  moderator to closed      . . . . . . . . . x
right-needed-select  administrator to moderator          x . . . . . . . . x
right-needed-select  administrator to verified_raider    x . . . . . . . . x
right-needed-select  moderator to administrator          x . . . . . . . . x
right-needed-select  moderator to head_organizer         x . . . . . . . . x
right-needed-select  team to officer                     x . . . . . . . . x
right-set-button     closed to administrator             . . . . . . . . . x
right-set-button     administrator to closed             . . . . . . . . . x
right-set-button     moderator to closed                 . . . . . . . . . x
right-set-button     administrator to moderator          x . . . . . . . . x
right-set-button     administrator to verified_raider    x . . . . . . . . x
right-set-button     moderator to administrator          x . . . . . . . . x
right-set-button     moderator to head_organizer         x . . . . . . . . x
right-set-button     team to officer                     x . . . . . . . . x
right-keep-button    moderator to administrator          x . . . . . . . . x
`;

/**
 * The same where \`/setroles\` and \`/rights\` are open to officers: the target rule alone decides then. Nobody changes
 * what is as high as himself or higher.
 */
export const EXPECTED_WHEN_OPEN = `
                                              A M H O S o t v - D
role-set-button  none to administrator        . . . . . . . . . x
role-set-button  none to moderator            x . . . . . . . . x
role-set-button  none to head_organizer       x x . . . . . . . x
role-set-button  none to officer              x x x . . . . . . x
role-set-button  none to security             x x x x . . . . . x
role-set-button  none to verified_raider      x x x x . . . . . x
role-set-button  administrator to none        . . . . . . . . . x
role-set-button  moderator to none            x . . . . . . . . x
role-set-button  head_organizer to none       x x . . . . . . . x
role-set-button  officer to none              x x x . . . . . . x
role-set-button  security to none             x x x x . . . . . x
role-set-button  security to officer          x x x . . . . . . x
right-set-button administrator to moderator   x . . . . . . . . x
right-set-button moderator to officer         x x . . . . . . . x
right-set-button officer to security          x x x x . . . . . x
right-set-button security to officer          x x x x . . . . . x
right-set-button officer to moderator         x x . . . . . . . x
right-set-button verified_raider to team      x x x x . . . . . x
`;
