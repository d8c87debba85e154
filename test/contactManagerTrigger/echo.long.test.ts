/** The random histories of `echo.test.ts`, four times as many. */
import './echo.test';
