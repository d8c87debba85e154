import { checkWorlds } from './check';

checkWorlds(Number(process.env.WORLDS ?? 1000), { showsReach: true });
