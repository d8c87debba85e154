import { checkHistories } from './history';

checkHistories(8);
