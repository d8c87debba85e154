import { checkWorlds } from './check';

checkWorlds(Number(process.env.WORLDS ?? 30));
