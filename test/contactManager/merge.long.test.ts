/** The laws of merges, on 2,000 contacts. */
jest.setTimeout(1_800_000);

import './merge.test';
