import { checkWorlds } from './check';

checkWorlds(1000, { showsReach: true });
