import { checkHistories } from './history';

checkHistories(1000);
