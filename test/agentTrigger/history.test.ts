import { checkHistories } from './history';

checkHistories(10);
