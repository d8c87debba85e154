/** The library for dates, carried in this one file. */
export { DateTime, IANAZone } from 'luxon';
