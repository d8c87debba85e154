import { checkWorlds } from './check';

checkWorlds(30);
