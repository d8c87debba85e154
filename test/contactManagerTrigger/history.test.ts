import { checkHistories } from './history';

checkHistories(15);
