/** The engine, loaded with the records when somebody first asks (search/load.js). */
import { Engine } from "../search/engine.js";

/** @type {any} */ (window).policySearch.Engine = Engine;
