import { checkHistories } from './history';

checkHistories(5);
