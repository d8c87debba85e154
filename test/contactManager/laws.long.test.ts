/** The laws of Create or Update, twenty times as often. */
jest.setTimeout(1_800_000);

import './laws.test';
