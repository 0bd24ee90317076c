import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 22415:
/***/ ((module) => {



var has = Object.prototype.hasOwnProperty
  , prefix = '~';

/**
 * Constructor to create a storage for our `EE` objects.
 * An `Events` instance is a plain object whose properties are event names.
 *
 * @constructor
 * @private
 */
function Events() {}

//
// We try to not inherit from `Object.prototype`. In some engines creating an
// instance in this way is faster than calling `Object.create(null)` directly.
// If `Object.create(null)` is not supported we prefix the event names with a
// character to make sure that the built-in object properties are not
// overridden or used as an attack vector.
//
if (Object.create) {
  Events.prototype = Object.create(null);

  //
  // This hack is needed because the `__proto__` property is still inherited in
  // some old browsers like Android 4, iPhone 5.1, Opera 11 and Safari 5.
  //
  if (!new Events().__proto__) prefix = false;
}

/**
 * Representation of a single event listener.
 *
 * @param {Function} fn The listener function.
 * @param {*} context The context to invoke the listener with.
 * @param {Boolean} [once=false] Specify if the listener is a one-time listener.
 * @constructor
 * @private
 */
function EE(fn, context, once) {
  this.fn = fn;
  this.context = context;
  this.once = once || false;
}

/**
 * Add a listener for a given event.
 *
 * @param {EventEmitter} emitter Reference to the `EventEmitter` instance.
 * @param {(String|Symbol)} event The event name.
 * @param {Function} fn The listener function.
 * @param {*} context The context to invoke the listener with.
 * @param {Boolean} once Specify if the listener is a one-time listener.
 * @returns {EventEmitter}
 * @private
 */
function addListener(emitter, event, fn, context, once) {
  if (typeof fn !== 'function') {
    throw new TypeError('The listener must be a function');
  }

  var listener = new EE(fn, context || emitter, once)
    , evt = prefix ? prefix + event : event;

  if (!emitter._events[evt]) emitter._events[evt] = listener, emitter._eventsCount++;
  else if (!emitter._events[evt].fn) emitter._events[evt].push(listener);
  else emitter._events[evt] = [emitter._events[evt], listener];

  return emitter;
}

/**
 * Clear event by name.
 *
 * @param {EventEmitter} emitter Reference to the `EventEmitter` instance.
 * @param {(String|Symbol)} evt The Event name.
 * @private
 */
function clearEvent(emitter, evt) {
  if (--emitter._eventsCount === 0) emitter._events = new Events();
  else delete emitter._events[evt];
}

/**
 * Minimal `EventEmitter` interface that is molded against the Node.js
 * `EventEmitter` interface.
 *
 * @constructor
 * @public
 */
function EventEmitter() {
  this._events = new Events();
  this._eventsCount = 0;
}

/**
 * Return an array listing the events for which the emitter has registered
 * listeners.
 *
 * @returns {Array}
 * @public
 */
EventEmitter.prototype.eventNames = function eventNames() {
  var names = []
    , events
    , name;

  if (this._eventsCount === 0) return names;

  for (name in (events = this._events)) {
    if (has.call(events, name)) names.push(prefix ? name.slice(1) : name);
  }

  if (Object.getOwnPropertySymbols) {
    return names.concat(Object.getOwnPropertySymbols(events));
  }

  return names;
};

/**
 * Return the listeners registered for a given event.
 *
 * @param {(String|Symbol)} event The event name.
 * @returns {Array} The registered listeners.
 * @public
 */
EventEmitter.prototype.listeners = function listeners(event) {
  var evt = prefix ? prefix + event : event
    , handlers = this._events[evt];

  if (!handlers) return [];
  if (handlers.fn) return [handlers.fn];

  for (var i = 0, l = handlers.length, ee = new Array(l); i < l; i++) {
    ee[i] = handlers[i].fn;
  }

  return ee;
};

/**
 * Return the number of listeners listening to a given event.
 *
 * @param {(String|Symbol)} event The event name.
 * @returns {Number} The number of listeners.
 * @public
 */
EventEmitter.prototype.listenerCount = function listenerCount(event) {
  var evt = prefix ? prefix + event : event
    , listeners = this._events[evt];

  if (!listeners) return 0;
  if (listeners.fn) return 1;
  return listeners.length;
};

/**
 * Calls each of the listeners registered for a given event.
 *
 * @param {(String|Symbol)} event The event name.
 * @returns {Boolean} `true` if the event had listeners, else `false`.
 * @public
 */
EventEmitter.prototype.emit = function emit(event, a1, a2, a3, a4, a5) {
  var evt = prefix ? prefix + event : event;

  if (!this._events[evt]) return false;

  var listeners = this._events[evt]
    , len = arguments.length
    , args
    , i;

  if (listeners.fn) {
    if (listeners.once) this.removeListener(event, listeners.fn, undefined, true);

    switch (len) {
      case 1: return listeners.fn.call(listeners.context), true;
      case 2: return listeners.fn.call(listeners.context, a1), true;
      case 3: return listeners.fn.call(listeners.context, a1, a2), true;
      case 4: return listeners.fn.call(listeners.context, a1, a2, a3), true;
      case 5: return listeners.fn.call(listeners.context, a1, a2, a3, a4), true;
      case 6: return listeners.fn.call(listeners.context, a1, a2, a3, a4, a5), true;
    }

    for (i = 1, args = new Array(len -1); i < len; i++) {
      args[i - 1] = arguments[i];
    }

    listeners.fn.apply(listeners.context, args);
  } else {
    var length = listeners.length
      , j;

    for (i = 0; i < length; i++) {
      if (listeners[i].once) this.removeListener(event, listeners[i].fn, undefined, true);

      switch (len) {
        case 1: listeners[i].fn.call(listeners[i].context); break;
        case 2: listeners[i].fn.call(listeners[i].context, a1); break;
        case 3: listeners[i].fn.call(listeners[i].context, a1, a2); break;
        case 4: listeners[i].fn.call(listeners[i].context, a1, a2, a3); break;
        default:
          if (!args) for (j = 1, args = new Array(len -1); j < len; j++) {
            args[j - 1] = arguments[j];
          }

          listeners[i].fn.apply(listeners[i].context, args);
      }
    }
  }

  return true;
};

/**
 * Add a listener for a given event.
 *
 * @param {(String|Symbol)} event The event name.
 * @param {Function} fn The listener function.
 * @param {*} [context=this] The context to invoke the listener with.
 * @returns {EventEmitter} `this`.
 * @public
 */
EventEmitter.prototype.on = function on(event, fn, context) {
  return addListener(this, event, fn, context, false);
};

/**
 * Add a one-time listener for a given event.
 *
 * @param {(String|Symbol)} event The event name.
 * @param {Function} fn The listener function.
 * @param {*} [context=this] The context to invoke the listener with.
 * @returns {EventEmitter} `this`.
 * @public
 */
EventEmitter.prototype.once = function once(event, fn, context) {
  return addListener(this, event, fn, context, true);
};

/**
 * Remove the listeners of a given event.
 *
 * @param {(String|Symbol)} event The event name.
 * @param {Function} fn Only remove the listeners that match this function.
 * @param {*} context Only remove the listeners that have this context.
 * @param {Boolean} once Only remove one-time listeners.
 * @returns {EventEmitter} `this`.
 * @public
 */
EventEmitter.prototype.removeListener = function removeListener(event, fn, context, once) {
  var evt = prefix ? prefix + event : event;

  if (!this._events[evt]) return this;
  if (!fn) {
    clearEvent(this, evt);
    return this;
  }

  var listeners = this._events[evt];

  if (listeners.fn) {
    if (
      listeners.fn === fn &&
      (!once || listeners.once) &&
      (!context || listeners.context === context)
    ) {
      clearEvent(this, evt);
    }
  } else {
    for (var i = 0, events = [], length = listeners.length; i < length; i++) {
      if (
        listeners[i].fn !== fn ||
        (once && !listeners[i].once) ||
        (context && listeners[i].context !== context)
      ) {
        events.push(listeners[i]);
      }
    }

    //
    // Reset the array, or remove it completely if we have no more listeners.
    //
    if (events.length) this._events[evt] = events.length === 1 ? events[0] : events;
    else clearEvent(this, evt);
  }

  return this;
};

/**
 * Remove all listeners, or those of the specified event.
 *
 * @param {(String|Symbol)} [event] The event name.
 * @returns {EventEmitter} `this`.
 * @public
 */
EventEmitter.prototype.removeAllListeners = function removeAllListeners(event) {
  var evt;

  if (event) {
    evt = prefix ? prefix + event : event;
    if (this._events[evt]) clearEvent(this, evt);
  } else {
    this._events = new Events();
    this._eventsCount = 0;
  }

  return this;
};

//
// Alias methods names because people roll like that.
//
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;
EventEmitter.prototype.addListener = EventEmitter.prototype.on;

//
// Expose the prefix.
//
EventEmitter.prefixed = prefix;

//
// Allow `EventEmitter` to be imported as module namespace.
//
EventEmitter.EventEmitter = EventEmitter;

//
// Expose the module.
//
if (true) {
  module.exports = EventEmitter;
}


/***/ }),

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 35317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 49140:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("constants");

/***/ }),

/***/ 76982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 91943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 58611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 65692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 34589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 16698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 37540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 40610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 51455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 37067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 32467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 44708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 98995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 41792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 57075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 57975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 73429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 75919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 38522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 64756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 52018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 87016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 39023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 43106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 18909:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { Argument } = __nccwpck_require__(49154);
const { Command } = __nccwpck_require__(34348);
const { CommanderError, InvalidArgumentError } = __nccwpck_require__(41135);
const { Help } = __nccwpck_require__(79754);
const { Option } = __nccwpck_require__(45240);

exports.DM = new Command();

exports.gu = (name) => new Command(name);
exports.Ww = (flags, description) => new Option(flags, description);
exports.er = (name, description) => new Argument(name, description);

/**
 * Expose classes
 */

exports.uB = Command;
exports.c$ = Option;
exports.ef = Argument;
exports._V = Help;

exports.b7 = CommanderError;
exports.Di = InvalidArgumentError;
exports.a2 = InvalidArgumentError; // Deprecated


/***/ }),

/***/ 49154:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { InvalidArgumentError } = __nccwpck_require__(41135);

class Argument {
  /**
   * Initialize a new command argument with the given name and description.
   * The default is that the argument is required, and you can explicitly
   * indicate this with <> around the name. Put [] around the name for an optional argument.
   *
   * @param {string} name
   * @param {string} [description]
   */

  constructor(name, description) {
    this.description = description || '';
    this.variadic = false;
    this.parseArg = undefined;
    this.defaultValue = undefined;
    this.defaultValueDescription = undefined;
    this.argChoices = undefined;

    switch (name[0]) {
      case '<': // e.g. <required>
        this.required = true;
        this._name = name.slice(1, -1);
        break;
      case '[': // e.g. [optional]
        this.required = false;
        this._name = name.slice(1, -1);
        break;
      default:
        this.required = true;
        this._name = name;
        break;
    }

    if (this._name.endsWith('...')) {
      this.variadic = true;
      this._name = this._name.slice(0, -3);
    }
  }

  /**
   * Return argument name.
   *
   * @return {string}
   */

  name() {
    return this._name;
  }

  /**
   * @package
   */

  _collectValue(value, previous) {
    if (previous === this.defaultValue || !Array.isArray(previous)) {
      return [value];
    }

    previous.push(value);
    return previous;
  }

  /**
   * Set the default value, and optionally supply the description to be displayed in the help.
   *
   * @param {*} value
   * @param {string} [description]
   * @return {Argument}
   */

  default(value, description) {
    this.defaultValue = value;
    this.defaultValueDescription = description;
    return this;
  }

  /**
   * Set the custom handler for processing CLI command arguments into argument values.
   *
   * @param {Function} [fn]
   * @return {Argument}
   */

  argParser(fn) {
    this.parseArg = fn;
    return this;
  }

  /**
   * Only allow argument value to be one of choices.
   *
   * @param {string[]} values
   * @return {Argument}
   */

  choices(values) {
    this.argChoices = values.slice();
    this.parseArg = (arg, previous) => {
      if (!this.argChoices.includes(arg)) {
        throw new InvalidArgumentError(
          `Allowed choices are ${this.argChoices.join(', ')}.`,
        );
      }
      if (this.variadic) {
        return this._collectValue(arg, previous);
      }
      return arg;
    };
    return this;
  }

  /**
   * Make argument required.
   *
   * @returns {Argument}
   */
  argRequired() {
    this.required = true;
    return this;
  }

  /**
   * Make argument optional.
   *
   * @returns {Argument}
   */
  argOptional() {
    this.required = false;
    return this;
  }
}

/**
 * Takes an argument and returns its human readable equivalent for help usage.
 *
 * @param {Argument} arg
 * @return {string}
 * @private
 */

function humanReadableArgName(arg) {
  const nameOutput = arg.name() + (arg.variadic === true ? '...' : '');

  return arg.required ? '<' + nameOutput + '>' : '[' + nameOutput + ']';
}

exports.Argument = Argument;
exports.humanReadableArgName = humanReadableArgName;


/***/ }),

/***/ 34348:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const EventEmitter = (__nccwpck_require__(78474).EventEmitter);
const childProcess = __nccwpck_require__(31421);
const path = __nccwpck_require__(76760);
const fs = __nccwpck_require__(73024);
const process = __nccwpck_require__(1708);

const { Argument, humanReadableArgName } = __nccwpck_require__(49154);
const { CommanderError } = __nccwpck_require__(41135);
const { Help, stripColor } = __nccwpck_require__(79754);
const { Option, DualOptions } = __nccwpck_require__(45240);
const { suggestSimilar } = __nccwpck_require__(65030);

class Command extends EventEmitter {
  /**
   * Initialize a new `Command`.
   *
   * @param {string} [name]
   */

  constructor(name) {
    super();
    /** @type {Command[]} */
    this.commands = [];
    /** @type {Option[]} */
    this.options = [];
    this.parent = null;
    this._allowUnknownOption = false;
    this._allowExcessArguments = false;
    /** @type {Argument[]} */
    this.registeredArguments = [];
    this._args = this.registeredArguments; // deprecated old name
    /** @type {string[]} */
    this.args = []; // cli args with options removed
    this.rawArgs = [];
    this.processedArgs = []; // like .args but after custom processing and collecting variadic
    this._scriptPath = null;
    this._name = name || '';
    this._optionValues = {};
    this._optionValueSources = {}; // default, env, cli etc
    this._storeOptionsAsProperties = false;
    this._actionHandler = null;
    this._executableHandler = false;
    this._executableFile = null; // custom name for executable
    this._executableDir = null; // custom search directory for subcommands
    this._defaultCommandName = null;
    this._exitCallback = null;
    this._aliases = [];
    this._combineFlagAndOptionalValue = true;
    this._description = '';
    this._summary = '';
    this._argsDescription = undefined; // legacy
    this._enablePositionalOptions = false;
    this._passThroughOptions = false;
    this._lifeCycleHooks = {}; // a hash of arrays
    /** @type {(boolean | string)} */
    this._showHelpAfterError = false;
    this._showSuggestionAfterError = true;
    this._savedState = null; // used in save/restoreStateBeforeParse

    // see configureOutput() for docs
    this._outputConfiguration = {
      writeOut: (str) => process.stdout.write(str),
      writeErr: (str) => process.stderr.write(str),
      outputError: (str, write) => write(str),
      getOutHelpWidth: () =>
        process.stdout.isTTY ? process.stdout.columns : undefined,
      getErrHelpWidth: () =>
        process.stderr.isTTY ? process.stderr.columns : undefined,
      getOutHasColors: () =>
        useColor() ?? (process.stdout.isTTY && process.stdout.hasColors?.()),
      getErrHasColors: () =>
        useColor() ?? (process.stderr.isTTY && process.stderr.hasColors?.()),
      stripColor: (str) => stripColor(str),
    };

    this._hidden = false;
    /** @type {(Option | null | undefined)} */
    this._helpOption = undefined; // Lazy created on demand. May be null if help option is disabled.
    this._addImplicitHelpCommand = undefined; // undecided whether true or false yet, not inherited
    /** @type {Command} */
    this._helpCommand = undefined; // lazy initialised, inherited
    this._helpConfiguration = {};
    /** @type {string | undefined} */
    this._helpGroupHeading = undefined; // soft initialised when added to parent
    /** @type {string | undefined} */
    this._defaultCommandGroup = undefined;
    /** @type {string | undefined} */
    this._defaultOptionGroup = undefined;
  }

  /**
   * Copy settings that are useful to have in common across root command and subcommands.
   *
   * (Used internally when adding a command using `.command()` so subcommands inherit parent settings.)
   *
   * @param {Command} sourceCommand
   * @return {Command} `this` command for chaining
   */
  copyInheritedSettings(sourceCommand) {
    this._outputConfiguration = sourceCommand._outputConfiguration;
    this._helpOption = sourceCommand._helpOption;
    this._helpCommand = sourceCommand._helpCommand;
    this._helpConfiguration = sourceCommand._helpConfiguration;
    this._exitCallback = sourceCommand._exitCallback;
    this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
    this._combineFlagAndOptionalValue =
      sourceCommand._combineFlagAndOptionalValue;
    this._allowExcessArguments = sourceCommand._allowExcessArguments;
    this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
    this._showHelpAfterError = sourceCommand._showHelpAfterError;
    this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;

    return this;
  }

  /**
   * @returns {Command[]}
   * @private
   */

  _getCommandAndAncestors() {
    const result = [];
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    for (let command = this; command; command = command.parent) {
      result.push(command);
    }
    return result;
  }

  /**
   * Define a command.
   *
   * There are two styles of command: pay attention to where to put the description.
   *
   * @example
   * // Command implemented using action handler (description is supplied separately to `.command`)
   * program
   *   .command('clone <source> [destination]')
   *   .description('clone a repository into a newly created directory')
   *   .action((source, destination) => {
   *     console.log('clone command called');
   *   });
   *
   * // Command implemented using separate executable file (description is second parameter to `.command`)
   * program
   *   .command('start <service>', 'start named service')
   *   .command('stop [service]', 'stop named service, or all if no name supplied');
   *
   * @param {string} nameAndArgs - command name and arguments, args are `<required>` or `[optional]` and last may also be `variadic...`
   * @param {(object | string)} [actionOptsOrExecDesc] - configuration options (for action), or description (for executable)
   * @param {object} [execOpts] - configuration options (for executable)
   * @return {Command} returns new command for action handler, or `this` for executable command
   */

  command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
    let desc = actionOptsOrExecDesc;
    let opts = execOpts;
    if (typeof desc === 'object' && desc !== null) {
      opts = desc;
      desc = null;
    }
    opts = opts || {};
    const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);

    const cmd = this.createCommand(name);
    if (desc) {
      cmd.description(desc);
      cmd._executableHandler = true;
    }
    if (opts.isDefault) this._defaultCommandName = cmd._name;
    cmd._hidden = !!(opts.noHelp || opts.hidden); // noHelp is deprecated old name for hidden
    cmd._executableFile = opts.executableFile || null; // Custom name for executable file, set missing to null to match constructor
    if (args) cmd.arguments(args);
    this._registerCommand(cmd);
    cmd.parent = this;
    cmd.copyInheritedSettings(this);

    if (desc) return this;
    return cmd;
  }

  /**
   * Factory routine to create a new unattached command.
   *
   * See .command() for creating an attached subcommand, which uses this routine to
   * create the command. You can override createCommand to customise subcommands.
   *
   * @param {string} [name]
   * @return {Command} new command
   */

  createCommand(name) {
    return new Command(name);
  }

  /**
   * You can customise the help with a subclass of Help by overriding createHelp,
   * or by overriding Help properties using configureHelp().
   *
   * @return {Help}
   */

  createHelp() {
    return Object.assign(new Help(), this.configureHelp());
  }

  /**
   * You can customise the help by overriding Help properties using configureHelp(),
   * or with a subclass of Help by overriding createHelp().
   *
   * @param {object} [configuration] - configuration options
   * @return {(Command | object)} `this` command for chaining, or stored configuration
   */

  configureHelp(configuration) {
    if (configuration === undefined) return this._helpConfiguration;

    this._helpConfiguration = configuration;
    return this;
  }

  /**
   * The default output goes to stdout and stderr. You can customise this for special
   * applications. You can also customise the display of errors by overriding outputError.
   *
   * The configuration properties are all functions:
   *
   *     // change how output being written, defaults to stdout and stderr
   *     writeOut(str)
   *     writeErr(str)
   *     // change how output being written for errors, defaults to writeErr
   *     outputError(str, write) // used for displaying errors and not used for displaying help
   *     // specify width for wrapping help
   *     getOutHelpWidth()
   *     getErrHelpWidth()
   *     // color support, currently only used with Help
   *     getOutHasColors()
   *     getErrHasColors()
   *     stripColor() // used to remove ANSI escape codes if output does not have colors
   *
   * @param {object} [configuration] - configuration options
   * @return {(Command | object)} `this` command for chaining, or stored configuration
   */

  configureOutput(configuration) {
    if (configuration === undefined) return this._outputConfiguration;

    this._outputConfiguration = {
      ...this._outputConfiguration,
      ...configuration,
    };
    return this;
  }

  /**
   * Display the help or a custom message after an error occurs.
   *
   * @param {(boolean|string)} [displayHelp]
   * @return {Command} `this` command for chaining
   */
  showHelpAfterError(displayHelp = true) {
    if (typeof displayHelp !== 'string') displayHelp = !!displayHelp;
    this._showHelpAfterError = displayHelp;
    return this;
  }

  /**
   * Display suggestion of similar commands for unknown commands, or options for unknown options.
   *
   * @param {boolean} [displaySuggestion]
   * @return {Command} `this` command for chaining
   */
  showSuggestionAfterError(displaySuggestion = true) {
    this._showSuggestionAfterError = !!displaySuggestion;
    return this;
  }

  /**
   * Add a prepared subcommand.
   *
   * See .command() for creating an attached subcommand which inherits settings from its parent.
   *
   * @param {Command} cmd - new subcommand
   * @param {object} [opts] - configuration options
   * @return {Command} `this` command for chaining
   */

  addCommand(cmd, opts) {
    if (!cmd._name) {
      throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
    }

    opts = opts || {};
    if (opts.isDefault) this._defaultCommandName = cmd._name;
    if (opts.noHelp || opts.hidden) cmd._hidden = true; // modifying passed command due to existing implementation

    this._registerCommand(cmd);
    cmd.parent = this;
    cmd._checkForBrokenPassThrough();

    return this;
  }

  /**
   * Factory routine to create a new unattached argument.
   *
   * See .argument() for creating an attached argument, which uses this routine to
   * create the argument. You can override createArgument to return a custom argument.
   *
   * @param {string} name
   * @param {string} [description]
   * @return {Argument} new argument
   */

  createArgument(name, description) {
    return new Argument(name, description);
  }

  /**
   * Define argument syntax for command.
   *
   * The default is that the argument is required, and you can explicitly
   * indicate this with <> around the name. Put [] around the name for an optional argument.
   *
   * @example
   * program.argument('<input-file>');
   * program.argument('[output-file]');
   *
   * @param {string} name
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom argument processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */
  argument(name, description, parseArg, defaultValue) {
    const argument = this.createArgument(name, description);
    if (typeof parseArg === 'function') {
      argument.default(defaultValue).argParser(parseArg);
    } else {
      argument.default(parseArg);
    }
    this.addArgument(argument);
    return this;
  }

  /**
   * Define argument syntax for command, adding multiple at once (without descriptions).
   *
   * See also .argument().
   *
   * @example
   * program.arguments('<cmd> [env]');
   *
   * @param {string} names
   * @return {Command} `this` command for chaining
   */

  arguments(names) {
    names
      .trim()
      .split(/ +/)
      .forEach((detail) => {
        this.argument(detail);
      });
    return this;
  }

  /**
   * Define argument syntax for command, adding a prepared argument.
   *
   * @param {Argument} argument
   * @return {Command} `this` command for chaining
   */
  addArgument(argument) {
    const previousArgument = this.registeredArguments.slice(-1)[0];
    if (previousArgument?.variadic) {
      throw new Error(
        `only the last argument can be variadic '${previousArgument.name()}'`,
      );
    }
    if (
      argument.required &&
      argument.defaultValue !== undefined &&
      argument.parseArg === undefined
    ) {
      throw new Error(
        `a default value for a required argument is never used: '${argument.name()}'`,
      );
    }
    this.registeredArguments.push(argument);
    return this;
  }

  /**
   * Customise or override default help command. By default a help command is automatically added if your command has subcommands.
   *
   * @example
   *    program.helpCommand('help [cmd]');
   *    program.helpCommand('help [cmd]', 'show help');
   *    program.helpCommand(false); // suppress default help command
   *    program.helpCommand(true); // add help command even if no subcommands
   *
   * @param {string|boolean} enableOrNameAndArgs - enable with custom name and/or arguments, or boolean to override whether added
   * @param {string} [description] - custom description
   * @return {Command} `this` command for chaining
   */

  helpCommand(enableOrNameAndArgs, description) {
    if (typeof enableOrNameAndArgs === 'boolean') {
      this._addImplicitHelpCommand = enableOrNameAndArgs;
      if (enableOrNameAndArgs && this._defaultCommandGroup) {
        // make the command to store the group
        this._initCommandGroup(this._getHelpCommand());
      }
      return this;
    }

    const nameAndArgs = enableOrNameAndArgs ?? 'help [command]';
    const [, helpName, helpArgs] = nameAndArgs.match(/([^ ]+) *(.*)/);
    const helpDescription = description ?? 'display help for command';

    const helpCommand = this.createCommand(helpName);
    helpCommand.helpOption(false);
    if (helpArgs) helpCommand.arguments(helpArgs);
    if (helpDescription) helpCommand.description(helpDescription);

    this._addImplicitHelpCommand = true;
    this._helpCommand = helpCommand;
    // init group unless lazy create
    if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);

    return this;
  }

  /**
   * Add prepared custom help command.
   *
   * @param {(Command|string|boolean)} helpCommand - custom help command, or deprecated enableOrNameAndArgs as for `.helpCommand()`
   * @param {string} [deprecatedDescription] - deprecated custom description used with custom name only
   * @return {Command} `this` command for chaining
   */
  addHelpCommand(helpCommand, deprecatedDescription) {
    // If not passed an object, call through to helpCommand for backwards compatibility,
    // as addHelpCommand was originally used like helpCommand is now.
    if (typeof helpCommand !== 'object') {
      this.helpCommand(helpCommand, deprecatedDescription);
      return this;
    }

    this._addImplicitHelpCommand = true;
    this._helpCommand = helpCommand;
    this._initCommandGroup(helpCommand);
    return this;
  }

  /**
   * Lazy create help command.
   *
   * @return {(Command|null)}
   * @package
   */
  _getHelpCommand() {
    const hasImplicitHelpCommand =
      this._addImplicitHelpCommand ??
      (this.commands.length &&
        !this._actionHandler &&
        !this._findCommand('help'));

    if (hasImplicitHelpCommand) {
      if (this._helpCommand === undefined) {
        this.helpCommand(undefined, undefined); // use default name and description
      }
      return this._helpCommand;
    }
    return null;
  }

  /**
   * Add hook for life cycle event.
   *
   * @param {string} event
   * @param {Function} listener
   * @return {Command} `this` command for chaining
   */

  hook(event, listener) {
    const allowedValues = ['preSubcommand', 'preAction', 'postAction'];
    if (!allowedValues.includes(event)) {
      throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
    }
    if (this._lifeCycleHooks[event]) {
      this._lifeCycleHooks[event].push(listener);
    } else {
      this._lifeCycleHooks[event] = [listener];
    }
    return this;
  }

  /**
   * Register callback to use as replacement for calling process.exit.
   *
   * @param {Function} [fn] optional callback which will be passed a CommanderError, defaults to throwing
   * @return {Command} `this` command for chaining
   */

  exitOverride(fn) {
    if (fn) {
      this._exitCallback = fn;
    } else {
      this._exitCallback = (err) => {
        if (err.code !== 'commander.executeSubCommandAsync') {
          throw err;
        } else {
          // Async callback from spawn events, not useful to throw.
        }
      };
    }
    return this;
  }

  /**
   * Call process.exit, and _exitCallback if defined.
   *
   * @param {number} exitCode exit code for using with process.exit
   * @param {string} code an id string representing the error
   * @param {string} message human-readable description of the error
   * @return never
   * @private
   */

  _exit(exitCode, code, message) {
    if (this._exitCallback) {
      this._exitCallback(new CommanderError(exitCode, code, message));
      // Expecting this line is not reached.
    }
    process.exit(exitCode);
  }

  /**
   * Register callback `fn` for the command.
   *
   * @example
   * program
   *   .command('serve')
   *   .description('start service')
   *   .action(function() {
   *      // do work here
   *   });
   *
   * @param {Function} fn
   * @return {Command} `this` command for chaining
   */

  action(fn) {
    const listener = (args) => {
      // The .action callback takes an extra parameter which is the command or options.
      const expectedArgsCount = this.registeredArguments.length;
      const actionArgs = args.slice(0, expectedArgsCount);
      if (this._storeOptionsAsProperties) {
        actionArgs[expectedArgsCount] = this; // backwards compatible "options"
      } else {
        actionArgs[expectedArgsCount] = this.opts();
      }
      actionArgs.push(this);

      return fn.apply(this, actionArgs);
    };
    this._actionHandler = listener;
    return this;
  }

  /**
   * Factory routine to create a new unattached option.
   *
   * See .option() for creating an attached option, which uses this routine to
   * create the option. You can override createOption to return a custom option.
   *
   * @param {string} flags
   * @param {string} [description]
   * @return {Option} new option
   */

  createOption(flags, description) {
    return new Option(flags, description);
  }

  /**
   * Wrap parseArgs to catch 'commander.invalidArgument'.
   *
   * @param {(Option | Argument)} target
   * @param {string} value
   * @param {*} previous
   * @param {string} invalidArgumentMessage
   * @private
   */

  _callParseArg(target, value, previous, invalidArgumentMessage) {
    try {
      return target.parseArg(value, previous);
    } catch (err) {
      if (err.code === 'commander.invalidArgument') {
        const message = `${invalidArgumentMessage} ${err.message}`;
        this.error(message, { exitCode: err.exitCode, code: err.code });
      }
      throw err;
    }
  }

  /**
   * Check for option flag conflicts.
   * Register option if no conflicts found, or throw on conflict.
   *
   * @param {Option} option
   * @private
   */

  _registerOption(option) {
    const matchingOption =
      (option.short && this._findOption(option.short)) ||
      (option.long && this._findOption(option.long));
    if (matchingOption) {
      const matchingFlag =
        option.long && this._findOption(option.long)
          ? option.long
          : option.short;
      throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
    }

    this._initOptionGroup(option);
    this.options.push(option);
  }

  /**
   * Check for command name and alias conflicts with existing commands.
   * Register command if no conflicts found, or throw on conflict.
   *
   * @param {Command} command
   * @private
   */

  _registerCommand(command) {
    const knownBy = (cmd) => {
      return [cmd.name()].concat(cmd.aliases());
    };

    const alreadyUsed = knownBy(command).find((name) =>
      this._findCommand(name),
    );
    if (alreadyUsed) {
      const existingCmd = knownBy(this._findCommand(alreadyUsed)).join('|');
      const newCmd = knownBy(command).join('|');
      throw new Error(
        `cannot add command '${newCmd}' as already have command '${existingCmd}'`,
      );
    }

    this._initCommandGroup(command);
    this.commands.push(command);
  }

  /**
   * Add an option.
   *
   * @param {Option} option
   * @return {Command} `this` command for chaining
   */
  addOption(option) {
    this._registerOption(option);

    const oname = option.name();
    const name = option.attributeName();

    // store default value
    if (option.negate) {
      // --no-foo is special and defaults foo to true, unless a --foo option is already defined
      const positiveLongFlag = option.long.replace(/^--no-/, '--');
      if (!this._findOption(positiveLongFlag)) {
        this.setOptionValueWithSource(
          name,
          option.defaultValue === undefined ? true : option.defaultValue,
          'default',
        );
      }
    } else if (option.defaultValue !== undefined) {
      this.setOptionValueWithSource(name, option.defaultValue, 'default');
    }

    // handler for cli and env supplied values
    const handleOptionValue = (val, invalidValueMessage, valueSource) => {
      // val is null for optional option used without an optional-argument.
      // val is undefined for boolean and negated option.
      if (val == null && option.presetArg !== undefined) {
        val = option.presetArg;
      }

      // custom processing
      const oldValue = this.getOptionValue(name);
      if (val !== null && option.parseArg) {
        val = this._callParseArg(option, val, oldValue, invalidValueMessage);
      } else if (val !== null && option.variadic) {
        val = option._collectValue(val, oldValue);
      }

      // Fill-in appropriate missing values. Long winded but easy to follow.
      if (val == null) {
        if (option.negate) {
          val = false;
        } else if (option.isBoolean() || option.optional) {
          val = true;
        } else {
          val = ''; // not normal, parseArg might have failed or be a mock function for testing
        }
      }
      this.setOptionValueWithSource(name, val, valueSource);
    };

    this.on('option:' + oname, (val) => {
      const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
      handleOptionValue(val, invalidValueMessage, 'cli');
    });

    if (option.envVar) {
      this.on('optionEnv:' + oname, (val) => {
        const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
        handleOptionValue(val, invalidValueMessage, 'env');
      });
    }

    return this;
  }

  /**
   * Internal implementation shared by .option() and .requiredOption()
   *
   * @return {Command} `this` command for chaining
   * @private
   */
  _optionEx(config, flags, description, fn, defaultValue) {
    if (typeof flags === 'object' && flags instanceof Option) {
      throw new Error(
        'To add an Option object use addOption() instead of option() or requiredOption()',
      );
    }
    const option = this.createOption(flags, description);
    option.makeOptionMandatory(!!config.mandatory);
    if (typeof fn === 'function') {
      option.default(defaultValue).argParser(fn);
    } else if (fn instanceof RegExp) {
      // deprecated
      const regex = fn;
      fn = (val, def) => {
        const m = regex.exec(val);
        return m ? m[0] : def;
      };
      option.default(defaultValue).argParser(fn);
    } else {
      option.default(fn);
    }

    return this.addOption(option);
  }

  /**
   * Define option with `flags`, `description`, and optional argument parsing function or `defaultValue` or both.
   *
   * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space. A required
   * option-argument is indicated by `<>` and an optional option-argument by `[]`.
   *
   * See the README for more details, and see also addOption() and requiredOption().
   *
   * @example
   * program
   *     .option('-p, --pepper', 'add pepper')
   *     .option('--pt, --pizza-type <TYPE>', 'type of pizza') // required option-argument
   *     .option('-c, --cheese [CHEESE]', 'add extra cheese', 'mozzarella') // optional option-argument with default
   *     .option('-t, --tip <VALUE>', 'add tip to purchase cost', parseFloat) // custom parse function
   *
   * @param {string} flags
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom option processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */

  option(flags, description, parseArg, defaultValue) {
    return this._optionEx({}, flags, description, parseArg, defaultValue);
  }

  /**
   * Add a required option which must have a value after parsing. This usually means
   * the option must be specified on the command line. (Otherwise the same as .option().)
   *
   * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space.
   *
   * @param {string} flags
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom option processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */

  requiredOption(flags, description, parseArg, defaultValue) {
    return this._optionEx(
      { mandatory: true },
      flags,
      description,
      parseArg,
      defaultValue,
    );
  }

  /**
   * Alter parsing of short flags with optional values.
   *
   * @example
   * // for `.option('-f,--flag [value]'):
   * program.combineFlagAndOptionalValue(true);  // `-f80` is treated like `--flag=80`, this is the default behaviour
   * program.combineFlagAndOptionalValue(false) // `-fb` is treated like `-f -b`
   *
   * @param {boolean} [combine] - if `true` or omitted, an optional value can be specified directly after the flag.
   * @return {Command} `this` command for chaining
   */
  combineFlagAndOptionalValue(combine = true) {
    this._combineFlagAndOptionalValue = !!combine;
    return this;
  }

  /**
   * Allow unknown options on the command line.
   *
   * @param {boolean} [allowUnknown] - if `true` or omitted, no error will be thrown for unknown options.
   * @return {Command} `this` command for chaining
   */
  allowUnknownOption(allowUnknown = true) {
    this._allowUnknownOption = !!allowUnknown;
    return this;
  }

  /**
   * Allow excess command-arguments on the command line. Pass false to make excess arguments an error.
   *
   * @param {boolean} [allowExcess] - if `true` or omitted, no error will be thrown for excess arguments.
   * @return {Command} `this` command for chaining
   */
  allowExcessArguments(allowExcess = true) {
    this._allowExcessArguments = !!allowExcess;
    return this;
  }

  /**
   * Enable positional options. Positional means global options are specified before subcommands which lets
   * subcommands reuse the same option names, and also enables subcommands to turn on passThroughOptions.
   * The default behaviour is non-positional and global options may appear anywhere on the command line.
   *
   * @param {boolean} [positional]
   * @return {Command} `this` command for chaining
   */
  enablePositionalOptions(positional = true) {
    this._enablePositionalOptions = !!positional;
    return this;
  }

  /**
   * Pass through options that come after command-arguments rather than treat them as command-options,
   * so actual command-options come before command-arguments. Turning this on for a subcommand requires
   * positional options to have been enabled on the program (parent commands).
   * The default behaviour is non-positional and options may appear before or after command-arguments.
   *
   * @param {boolean} [passThrough] for unknown options.
   * @return {Command} `this` command for chaining
   */
  passThroughOptions(passThrough = true) {
    this._passThroughOptions = !!passThrough;
    this._checkForBrokenPassThrough();
    return this;
  }

  /**
   * @private
   */

  _checkForBrokenPassThrough() {
    if (
      this.parent &&
      this._passThroughOptions &&
      !this.parent._enablePositionalOptions
    ) {
      throw new Error(
        `passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`,
      );
    }
  }

  /**
   * Whether to store option values as properties on command object,
   * or store separately (specify false). In both cases the option values can be accessed using .opts().
   *
   * @param {boolean} [storeAsProperties=true]
   * @return {Command} `this` command for chaining
   */

  storeOptionsAsProperties(storeAsProperties = true) {
    if (this.options.length) {
      throw new Error('call .storeOptionsAsProperties() before adding options');
    }
    if (Object.keys(this._optionValues).length) {
      throw new Error(
        'call .storeOptionsAsProperties() before setting option values',
      );
    }
    this._storeOptionsAsProperties = !!storeAsProperties;
    return this;
  }

  /**
   * Retrieve option value.
   *
   * @param {string} key
   * @return {object} value
   */

  getOptionValue(key) {
    if (this._storeOptionsAsProperties) {
      return this[key];
    }
    return this._optionValues[key];
  }

  /**
   * Store option value.
   *
   * @param {string} key
   * @param {object} value
   * @return {Command} `this` command for chaining
   */

  setOptionValue(key, value) {
    return this.setOptionValueWithSource(key, value, undefined);
  }

  /**
   * Store option value and where the value came from.
   *
   * @param {string} key
   * @param {object} value
   * @param {string} source - expected values are default/config/env/cli/implied
   * @return {Command} `this` command for chaining
   */

  setOptionValueWithSource(key, value, source) {
    if (this._storeOptionsAsProperties) {
      this[key] = value;
    } else {
      this._optionValues[key] = value;
    }
    this._optionValueSources[key] = source;
    return this;
  }

  /**
   * Get source of option value.
   * Expected values are default | config | env | cli | implied
   *
   * @param {string} key
   * @return {string}
   */

  getOptionValueSource(key) {
    return this._optionValueSources[key];
  }

  /**
   * Get source of option value. See also .optsWithGlobals().
   * Expected values are default | config | env | cli | implied
   *
   * @param {string} key
   * @return {string}
   */

  getOptionValueSourceWithGlobals(key) {
    // global overwrites local, like optsWithGlobals
    let source;
    this._getCommandAndAncestors().forEach((cmd) => {
      if (cmd.getOptionValueSource(key) !== undefined) {
        source = cmd.getOptionValueSource(key);
      }
    });
    return source;
  }

  /**
   * Get user arguments from implied or explicit arguments.
   * Side-effects: set _scriptPath if args included script. Used for default program name, and subcommand searches.
   *
   * @private
   */

  _prepareUserArgs(argv, parseOptions) {
    if (argv !== undefined && !Array.isArray(argv)) {
      throw new Error('first parameter to parse must be array or undefined');
    }
    parseOptions = parseOptions || {};

    // auto-detect argument conventions if nothing supplied
    if (argv === undefined && parseOptions.from === undefined) {
      if (process.versions?.electron) {
        parseOptions.from = 'electron';
      }
      // check node specific options for scenarios where user CLI args follow executable without scriptname
      const execArgv = process.execArgv ?? [];
      if (
        execArgv.includes('-e') ||
        execArgv.includes('--eval') ||
        execArgv.includes('-p') ||
        execArgv.includes('--print')
      ) {
        parseOptions.from = 'eval'; // internal usage, not documented
      }
    }

    // default to using process.argv
    if (argv === undefined) {
      argv = process.argv;
    }
    this.rawArgs = argv.slice();

    // extract the user args and scriptPath
    let userArgs;
    switch (parseOptions.from) {
      case undefined:
      case 'node':
        this._scriptPath = argv[1];
        userArgs = argv.slice(2);
        break;
      case 'electron':
        // @ts-ignore: because defaultApp is an unknown property
        if (process.defaultApp) {
          this._scriptPath = argv[1];
          userArgs = argv.slice(2);
        } else {
          userArgs = argv.slice(1);
        }
        break;
      case 'user':
        userArgs = argv.slice(0);
        break;
      case 'eval':
        userArgs = argv.slice(1);
        break;
      default:
        throw new Error(
          `unexpected parse option { from: '${parseOptions.from}' }`,
        );
    }

    // Find default name for program from arguments.
    if (!this._name && this._scriptPath)
      this.nameFromFilename(this._scriptPath);
    this._name = this._name || 'program';

    return userArgs;
  }

  /**
   * Parse `argv`, setting options and invoking commands when defined.
   *
   * Use parseAsync instead of parse if any of your action handlers are async.
   *
   * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
   *
   * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
   * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
   * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
   * - `'user'`: just user arguments
   *
   * @example
   * program.parse(); // parse process.argv and auto-detect electron and special node flags
   * program.parse(process.argv); // assume argv[0] is app and argv[1] is script
   * program.parse(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
   *
   * @param {string[]} [argv] - optional, defaults to process.argv
   * @param {object} [parseOptions] - optionally specify style of options with from: node/user/electron
   * @param {string} [parseOptions.from] - where the args are from: 'node', 'user', 'electron'
   * @return {Command} `this` command for chaining
   */

  parse(argv, parseOptions) {
    this._prepareForParse();
    const userArgs = this._prepareUserArgs(argv, parseOptions);
    this._parseCommand([], userArgs);

    return this;
  }

  /**
   * Parse `argv`, setting options and invoking commands when defined.
   *
   * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
   *
   * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
   * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
   * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
   * - `'user'`: just user arguments
   *
   * @example
   * await program.parseAsync(); // parse process.argv and auto-detect electron and special node flags
   * await program.parseAsync(process.argv); // assume argv[0] is app and argv[1] is script
   * await program.parseAsync(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
   *
   * @param {string[]} [argv]
   * @param {object} [parseOptions]
   * @param {string} parseOptions.from - where the args are from: 'node', 'user', 'electron'
   * @return {Promise}
   */

  async parseAsync(argv, parseOptions) {
    this._prepareForParse();
    const userArgs = this._prepareUserArgs(argv, parseOptions);
    await this._parseCommand([], userArgs);

    return this;
  }

  _prepareForParse() {
    if (this._savedState === null) {
      this.saveStateBeforeParse();
    } else {
      this.restoreStateBeforeParse();
    }
  }

  /**
   * Called the first time parse is called to save state and allow a restore before subsequent calls to parse.
   * Not usually called directly, but available for subclasses to save their custom state.
   *
   * This is called in a lazy way. Only commands used in parsing chain will have state saved.
   */
  saveStateBeforeParse() {
    this._savedState = {
      // name is stable if supplied by author, but may be unspecified for root command and deduced during parsing
      _name: this._name,
      // option values before parse have default values (including false for negated options)
      // shallow clones
      _optionValues: { ...this._optionValues },
      _optionValueSources: { ...this._optionValueSources },
    };
  }

  /**
   * Restore state before parse for calls after the first.
   * Not usually called directly, but available for subclasses to save their custom state.
   *
   * This is called in a lazy way. Only commands used in parsing chain will have state restored.
   */
  restoreStateBeforeParse() {
    if (this._storeOptionsAsProperties)
      throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);

    // clear state from _prepareUserArgs
    this._name = this._savedState._name;
    this._scriptPath = null;
    this.rawArgs = [];
    // clear state from setOptionValueWithSource
    this._optionValues = { ...this._savedState._optionValues };
    this._optionValueSources = { ...this._savedState._optionValueSources };
    // clear state from _parseCommand
    this.args = [];
    // clear state from _processArguments
    this.processedArgs = [];
  }

  /**
   * Throw if expected executable is missing. Add lots of help for author.
   *
   * @param {string} executableFile
   * @param {string} executableDir
   * @param {string} subcommandName
   */
  _checkForMissingExecutable(executableFile, executableDir, subcommandName) {
    if (fs.existsSync(executableFile)) return;

    const executableDirMessage = executableDir
      ? `searched for local subcommand relative to directory '${executableDir}'`
      : 'no directory for search for local subcommand, use .executableDir() to supply a custom directory';
    const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDirMessage}`;
    throw new Error(executableMissing);
  }

  /**
   * Execute a sub-command executable.
   *
   * @private
   */

  _executeSubCommand(subcommand, args) {
    args = args.slice();
    let launchWithNode = false; // Use node for source targets so do not need to get permissions correct, and on Windows.
    const sourceExt = ['.js', '.ts', '.tsx', '.mjs', '.cjs'];

    function findFile(baseDir, baseName) {
      // Look for specified file
      const localBin = path.resolve(baseDir, baseName);
      if (fs.existsSync(localBin)) return localBin;

      // Stop looking if candidate already has an expected extension.
      if (sourceExt.includes(path.extname(baseName))) return undefined;

      // Try all the extensions.
      const foundExt = sourceExt.find((ext) =>
        fs.existsSync(`${localBin}${ext}`),
      );
      if (foundExt) return `${localBin}${foundExt}`;

      return undefined;
    }

    // Not checking for help first. Unlikely to have mandatory and executable, and can't robustly test for help flags in external command.
    this._checkForMissingMandatoryOptions();
    this._checkForConflictingOptions();

    // executableFile and executableDir might be full path, or just a name
    let executableFile =
      subcommand._executableFile || `${this._name}-${subcommand._name}`;
    let executableDir = this._executableDir || '';
    if (this._scriptPath) {
      let resolvedScriptPath; // resolve possible symlink for installed npm binary
      try {
        resolvedScriptPath = fs.realpathSync(this._scriptPath);
      } catch {
        resolvedScriptPath = this._scriptPath;
      }
      executableDir = path.resolve(
        path.dirname(resolvedScriptPath),
        executableDir,
      );
    }

    // Look for a local file in preference to a command in PATH.
    if (executableDir) {
      let localFile = findFile(executableDir, executableFile);

      // Legacy search using prefix of script name instead of command name
      if (!localFile && !subcommand._executableFile && this._scriptPath) {
        const legacyName = path.basename(
          this._scriptPath,
          path.extname(this._scriptPath),
        );
        if (legacyName !== this._name) {
          localFile = findFile(
            executableDir,
            `${legacyName}-${subcommand._name}`,
          );
        }
      }
      executableFile = localFile || executableFile;
    }

    launchWithNode = sourceExt.includes(path.extname(executableFile));

    let proc;
    if (process.platform !== 'win32') {
      if (launchWithNode) {
        args.unshift(executableFile);
        // add executable arguments to spawn
        args = incrementNodeInspectorPort(process.execArgv).concat(args);

        proc = childProcess.spawn(process.argv[0], args, { stdio: 'inherit' });
      } else {
        proc = childProcess.spawn(executableFile, args, { stdio: 'inherit' });
      }
    } else {
      this._checkForMissingExecutable(
        executableFile,
        executableDir,
        subcommand._name,
      );
      args.unshift(executableFile);
      // add executable arguments to spawn
      args = incrementNodeInspectorPort(process.execArgv).concat(args);
      proc = childProcess.spawn(process.execPath, args, { stdio: 'inherit' });
    }

    if (!proc.killed) {
      // testing mainly to avoid leak warnings during unit tests with mocked spawn
      const signals = ['SIGUSR1', 'SIGUSR2', 'SIGTERM', 'SIGINT', 'SIGHUP'];
      signals.forEach((signal) => {
        process.on(signal, () => {
          if (proc.killed === false && proc.exitCode === null) {
            // @ts-ignore because signals not typed to known strings
            proc.kill(signal);
          }
        });
      });
    }

    // By default terminate process when spawned process terminates.
    const exitCallback = this._exitCallback;
    proc.on('close', (code) => {
      code = code ?? 1; // code is null if spawned process terminated due to a signal
      if (!exitCallback) {
        process.exit(code);
      } else {
        exitCallback(
          new CommanderError(
            code,
            'commander.executeSubCommandAsync',
            '(close)',
          ),
        );
      }
    });
    proc.on('error', (err) => {
      // @ts-ignore: because err.code is an unknown property
      if (err.code === 'ENOENT') {
        this._checkForMissingExecutable(
          executableFile,
          executableDir,
          subcommand._name,
        );
        // @ts-ignore: because err.code is an unknown property
      } else if (err.code === 'EACCES') {
        throw new Error(`'${executableFile}' not executable`);
      }
      if (!exitCallback) {
        process.exit(1);
      } else {
        const wrappedError = new CommanderError(
          1,
          'commander.executeSubCommandAsync',
          '(error)',
        );
        wrappedError.nestedError = err;
        exitCallback(wrappedError);
      }
    });

    // Store the reference to the child process
    this.runningCommand = proc;
  }

  /**
   * @private
   */

  _dispatchSubcommand(commandName, operands, unknown) {
    const subCommand = this._findCommand(commandName);
    if (!subCommand) this.help({ error: true });

    subCommand._prepareForParse();
    let promiseChain;
    promiseChain = this._chainOrCallSubCommandHook(
      promiseChain,
      subCommand,
      'preSubcommand',
    );
    promiseChain = this._chainOrCall(promiseChain, () => {
      if (subCommand._executableHandler) {
        this._executeSubCommand(subCommand, operands.concat(unknown));
      } else {
        return subCommand._parseCommand(operands, unknown);
      }
    });
    return promiseChain;
  }

  /**
   * Invoke help directly if possible, or dispatch if necessary.
   * e.g. help foo
   *
   * @private
   */

  _dispatchHelpCommand(subcommandName) {
    if (!subcommandName) {
      this.help();
    }
    const subCommand = this._findCommand(subcommandName);
    if (subCommand && !subCommand._executableHandler) {
      subCommand.help();
    }

    // Fallback to parsing the help flag to invoke the help.
    return this._dispatchSubcommand(
      subcommandName,
      [],
      [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? '--help'],
    );
  }

  /**
   * Check this.args against expected this.registeredArguments.
   *
   * @private
   */

  _checkNumberOfArguments() {
    // too few
    this.registeredArguments.forEach((arg, i) => {
      if (arg.required && this.args[i] == null) {
        this.missingArgument(arg.name());
      }
    });
    // too many
    if (
      this.registeredArguments.length > 0 &&
      this.registeredArguments[this.registeredArguments.length - 1].variadic
    ) {
      return;
    }
    if (this.args.length > this.registeredArguments.length) {
      this._excessArguments(this.args);
    }
  }

  /**
   * Process this.args using this.registeredArguments and save as this.processedArgs!
   *
   * @private
   */

  _processArguments() {
    const myParseArg = (argument, value, previous) => {
      // Extra processing for nice error message on parsing failure.
      let parsedValue = value;
      if (value !== null && argument.parseArg) {
        const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
        parsedValue = this._callParseArg(
          argument,
          value,
          previous,
          invalidValueMessage,
        );
      }
      return parsedValue;
    };

    this._checkNumberOfArguments();

    const processedArgs = [];
    this.registeredArguments.forEach((declaredArg, index) => {
      let value = declaredArg.defaultValue;
      if (declaredArg.variadic) {
        // Collect together remaining arguments for passing together as an array.
        if (index < this.args.length) {
          value = this.args.slice(index);
          if (declaredArg.parseArg) {
            value = value.reduce((processed, v) => {
              return myParseArg(declaredArg, v, processed);
            }, declaredArg.defaultValue);
          }
        } else if (value === undefined) {
          value = [];
        }
      } else if (index < this.args.length) {
        value = this.args[index];
        if (declaredArg.parseArg) {
          value = myParseArg(declaredArg, value, declaredArg.defaultValue);
        }
      }
      processedArgs[index] = value;
    });
    this.processedArgs = processedArgs;
  }

  /**
   * Once we have a promise we chain, but call synchronously until then.
   *
   * @param {(Promise|undefined)} promise
   * @param {Function} fn
   * @return {(Promise|undefined)}
   * @private
   */

  _chainOrCall(promise, fn) {
    // thenable
    if (promise?.then && typeof promise.then === 'function') {
      // already have a promise, chain callback
      return promise.then(() => fn());
    }
    // callback might return a promise
    return fn();
  }

  /**
   *
   * @param {(Promise|undefined)} promise
   * @param {string} event
   * @return {(Promise|undefined)}
   * @private
   */

  _chainOrCallHooks(promise, event) {
    let result = promise;
    const hooks = [];
    this._getCommandAndAncestors()
      .reverse()
      .filter((cmd) => cmd._lifeCycleHooks[event] !== undefined)
      .forEach((hookedCommand) => {
        hookedCommand._lifeCycleHooks[event].forEach((callback) => {
          hooks.push({ hookedCommand, callback });
        });
      });
    if (event === 'postAction') {
      hooks.reverse();
    }

    hooks.forEach((hookDetail) => {
      result = this._chainOrCall(result, () => {
        return hookDetail.callback(hookDetail.hookedCommand, this);
      });
    });
    return result;
  }

  /**
   *
   * @param {(Promise|undefined)} promise
   * @param {Command} subCommand
   * @param {string} event
   * @return {(Promise|undefined)}
   * @private
   */

  _chainOrCallSubCommandHook(promise, subCommand, event) {
    let result = promise;
    if (this._lifeCycleHooks[event] !== undefined) {
      this._lifeCycleHooks[event].forEach((hook) => {
        result = this._chainOrCall(result, () => {
          return hook(this, subCommand);
        });
      });
    }
    return result;
  }

  /**
   * Process arguments in context of this command.
   * Returns action result, in case it is a promise.
   *
   * @private
   */

  _parseCommand(operands, unknown) {
    const parsed = this.parseOptions(unknown);
    this._parseOptionsEnv(); // after cli, so parseArg not called on both cli and env
    this._parseOptionsImplied();
    operands = operands.concat(parsed.operands);
    unknown = parsed.unknown;
    this.args = operands.concat(unknown);

    if (operands && this._findCommand(operands[0])) {
      return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
    }
    if (
      this._getHelpCommand() &&
      operands[0] === this._getHelpCommand().name()
    ) {
      return this._dispatchHelpCommand(operands[1]);
    }
    if (this._defaultCommandName) {
      this._outputHelpIfRequested(unknown); // Run the help for default command from parent rather than passing to default command
      return this._dispatchSubcommand(
        this._defaultCommandName,
        operands,
        unknown,
      );
    }
    if (
      this.commands.length &&
      this.args.length === 0 &&
      !this._actionHandler &&
      !this._defaultCommandName
    ) {
      // probably missing subcommand and no handler, user needs help (and exit)
      this.help({ error: true });
    }

    this._outputHelpIfRequested(parsed.unknown);
    this._checkForMissingMandatoryOptions();
    this._checkForConflictingOptions();

    // We do not always call this check to avoid masking a "better" error, like unknown command.
    const checkForUnknownOptions = () => {
      if (parsed.unknown.length > 0) {
        this.unknownOption(parsed.unknown[0]);
      }
    };

    const commandEvent = `command:${this.name()}`;
    if (this._actionHandler) {
      checkForUnknownOptions();
      this._processArguments();

      let promiseChain;
      promiseChain = this._chainOrCallHooks(promiseChain, 'preAction');
      promiseChain = this._chainOrCall(promiseChain, () =>
        this._actionHandler(this.processedArgs),
      );
      if (this.parent) {
        promiseChain = this._chainOrCall(promiseChain, () => {
          this.parent.emit(commandEvent, operands, unknown); // legacy
        });
      }
      promiseChain = this._chainOrCallHooks(promiseChain, 'postAction');
      return promiseChain;
    }
    if (this.parent?.listenerCount(commandEvent)) {
      checkForUnknownOptions();
      this._processArguments();
      this.parent.emit(commandEvent, operands, unknown); // legacy
    } else if (operands.length) {
      if (this._findCommand('*')) {
        // legacy default command
        return this._dispatchSubcommand('*', operands, unknown);
      }
      if (this.listenerCount('command:*')) {
        // skip option check, emit event for possible misspelling suggestion
        this.emit('command:*', operands, unknown);
      } else if (this.commands.length) {
        this.unknownCommand();
      } else {
        checkForUnknownOptions();
        this._processArguments();
      }
    } else if (this.commands.length) {
      checkForUnknownOptions();
      // This command has subcommands and nothing hooked up at this level, so display help (and exit).
      this.help({ error: true });
    } else {
      checkForUnknownOptions();
      this._processArguments();
      // fall through for caller to handle after calling .parse()
    }
  }

  /**
   * Find matching command.
   *
   * @private
   * @return {Command | undefined}
   */
  _findCommand(name) {
    if (!name) return undefined;
    return this.commands.find(
      (cmd) => cmd._name === name || cmd._aliases.includes(name),
    );
  }

  /**
   * Return an option matching `arg` if any.
   *
   * @param {string} arg
   * @return {Option}
   * @package
   */

  _findOption(arg) {
    return this.options.find((option) => option.is(arg));
  }

  /**
   * Display an error message if a mandatory option does not have a value.
   * Called after checking for help flags in leaf subcommand.
   *
   * @private
   */

  _checkForMissingMandatoryOptions() {
    // Walk up hierarchy so can call in subcommand after checking for displaying help.
    this._getCommandAndAncestors().forEach((cmd) => {
      cmd.options.forEach((anOption) => {
        if (
          anOption.mandatory &&
          cmd.getOptionValue(anOption.attributeName()) === undefined
        ) {
          cmd.missingMandatoryOptionValue(anOption);
        }
      });
    });
  }

  /**
   * Display an error message if conflicting options are used together in this.
   *
   * @private
   */
  _checkForConflictingLocalOptions() {
    const definedNonDefaultOptions = this.options.filter((option) => {
      const optionKey = option.attributeName();
      if (this.getOptionValue(optionKey) === undefined) {
        return false;
      }
      return this.getOptionValueSource(optionKey) !== 'default';
    });

    const optionsWithConflicting = definedNonDefaultOptions.filter(
      (option) => option.conflictsWith.length > 0,
    );

    optionsWithConflicting.forEach((option) => {
      const conflictingAndDefined = definedNonDefaultOptions.find((defined) =>
        option.conflictsWith.includes(defined.attributeName()),
      );
      if (conflictingAndDefined) {
        this._conflictingOption(option, conflictingAndDefined);
      }
    });
  }

  /**
   * Display an error message if conflicting options are used together.
   * Called after checking for help flags in leaf subcommand.
   *
   * @private
   */
  _checkForConflictingOptions() {
    // Walk up hierarchy so can call in subcommand after checking for displaying help.
    this._getCommandAndAncestors().forEach((cmd) => {
      cmd._checkForConflictingLocalOptions();
    });
  }

  /**
   * Parse options from `argv` removing known options,
   * and return argv split into operands and unknown arguments.
   *
   * Side effects: modifies command by storing options. Does not reset state if called again.
   *
   * Examples:
   *
   *     argv => operands, unknown
   *     --known kkk op => [op], []
   *     op --known kkk => [op], []
   *     sub --unknown uuu op => [sub], [--unknown uuu op]
   *     sub -- --unknown uuu op => [sub --unknown uuu op], []
   *
   * @param {string[]} args
   * @return {{operands: string[], unknown: string[]}}
   */

  parseOptions(args) {
    const operands = []; // operands, not options or values
    const unknown = []; // first unknown option and remaining unknown args
    let dest = operands;

    function maybeOption(arg) {
      return arg.length > 1 && arg[0] === '-';
    }

    const negativeNumberArg = (arg) => {
      // return false if not a negative number
      if (!/^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/.test(arg)) return false;
      // negative number is ok unless digit used as an option in command hierarchy
      return !this._getCommandAndAncestors().some((cmd) =>
        cmd.options
          .map((opt) => opt.short)
          .some((short) => /^-\d$/.test(short)),
      );
    };

    // parse options
    let activeVariadicOption = null;
    let activeGroup = null; // working through group of short options, like -abc
    let i = 0;
    while (i < args.length || activeGroup) {
      const arg = activeGroup ?? args[i++];
      activeGroup = null;

      // literal
      if (arg === '--') {
        if (dest === unknown) dest.push(arg);
        dest.push(...args.slice(i));
        break;
      }

      if (
        activeVariadicOption &&
        (!maybeOption(arg) || negativeNumberArg(arg))
      ) {
        this.emit(`option:${activeVariadicOption.name()}`, arg);
        continue;
      }
      activeVariadicOption = null;

      if (maybeOption(arg)) {
        const option = this._findOption(arg);
        // recognised option, call listener to assign value with possible custom processing
        if (option) {
          if (option.required) {
            const value = args[i++];
            if (value === undefined) this.optionMissingArgument(option);
            this.emit(`option:${option.name()}`, value);
          } else if (option.optional) {
            let value = null;
            // historical behaviour is optional value is following arg unless an option
            if (
              i < args.length &&
              (!maybeOption(args[i]) || negativeNumberArg(args[i]))
            ) {
              value = args[i++];
            }
            this.emit(`option:${option.name()}`, value);
          } else {
            // boolean flag
            this.emit(`option:${option.name()}`);
          }
          activeVariadicOption = option.variadic ? option : null;
          continue;
        }
      }

      // Look for combo options following single dash, eat first one if known.
      if (arg.length > 2 && arg[0] === '-' && arg[1] !== '-') {
        const option = this._findOption(`-${arg[1]}`);
        if (option) {
          if (
            option.required ||
            (option.optional && this._combineFlagAndOptionalValue)
          ) {
            // option with value following in same argument
            this.emit(`option:${option.name()}`, arg.slice(2));
          } else {
            // boolean option
            this.emit(`option:${option.name()}`);
            // remove the processed option and keep processing group
            activeGroup = `-${arg.slice(2)}`;
          }
          continue;
        }
      }

      // Look for known long flag with value, like --foo=bar
      if (/^--[^=]+=/.test(arg)) {
        const index = arg.indexOf('=');
        const option = this._findOption(arg.slice(0, index));
        if (option && (option.required || option.optional)) {
          this.emit(`option:${option.name()}`, arg.slice(index + 1));
          continue;
        }
      }

      // Not a recognised option by this command.
      // Might be a command-argument, or subcommand option, or unknown option, or help command or option.

      // An unknown option means further arguments also classified as unknown so can be reprocessed by subcommands.
      // A negative number in a leaf command is not an unknown option.
      if (
        dest === operands &&
        maybeOption(arg) &&
        !(this.commands.length === 0 && negativeNumberArg(arg))
      ) {
        dest = unknown;
      }

      // If using positionalOptions, stop processing our options at subcommand.
      if (
        (this._enablePositionalOptions || this._passThroughOptions) &&
        operands.length === 0 &&
        unknown.length === 0
      ) {
        if (this._findCommand(arg)) {
          operands.push(arg);
          unknown.push(...args.slice(i));
          break;
        } else if (
          this._getHelpCommand() &&
          arg === this._getHelpCommand().name()
        ) {
          operands.push(arg, ...args.slice(i));
          break;
        } else if (this._defaultCommandName) {
          unknown.push(arg, ...args.slice(i));
          break;
        }
      }

      // If using passThroughOptions, stop processing options at first command-argument.
      if (this._passThroughOptions) {
        dest.push(arg, ...args.slice(i));
        break;
      }

      // add arg
      dest.push(arg);
    }

    return { operands, unknown };
  }

  /**
   * Return an object containing local option values as key-value pairs.
   *
   * @return {object}
   */
  opts() {
    if (this._storeOptionsAsProperties) {
      // Preserve original behaviour so backwards compatible when still using properties
      const result = {};
      const len = this.options.length;

      for (let i = 0; i < len; i++) {
        const key = this.options[i].attributeName();
        result[key] =
          key === this._versionOptionName ? this._version : this[key];
      }
      return result;
    }

    return this._optionValues;
  }

  /**
   * Return an object containing merged local and global option values as key-value pairs.
   *
   * @return {object}
   */
  optsWithGlobals() {
    // globals overwrite locals
    return this._getCommandAndAncestors().reduce(
      (combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()),
      {},
    );
  }

  /**
   * Display error message and exit (or call exitOverride).
   *
   * @param {string} message
   * @param {object} [errorOptions]
   * @param {string} [errorOptions.code] - an id string representing the error
   * @param {number} [errorOptions.exitCode] - used with process.exit
   */
  error(message, errorOptions) {
    // output handling
    this._outputConfiguration.outputError(
      `${message}\n`,
      this._outputConfiguration.writeErr,
    );
    if (typeof this._showHelpAfterError === 'string') {
      this._outputConfiguration.writeErr(`${this._showHelpAfterError}\n`);
    } else if (this._showHelpAfterError) {
      this._outputConfiguration.writeErr('\n');
      this.outputHelp({ error: true });
    }

    // exit handling
    const config = errorOptions || {};
    const exitCode = config.exitCode || 1;
    const code = config.code || 'commander.error';
    this._exit(exitCode, code, message);
  }

  /**
   * Apply any option related environment variables, if option does
   * not have a value from cli or client code.
   *
   * @private
   */
  _parseOptionsEnv() {
    this.options.forEach((option) => {
      if (option.envVar && option.envVar in process.env) {
        const optionKey = option.attributeName();
        // Priority check. Do not overwrite cli or options from unknown source (client-code).
        if (
          this.getOptionValue(optionKey) === undefined ||
          ['default', 'config', 'env'].includes(
            this.getOptionValueSource(optionKey),
          )
        ) {
          if (option.required || option.optional) {
            // option can take a value
            // keep very simple, optional always takes value
            this.emit(`optionEnv:${option.name()}`, process.env[option.envVar]);
          } else {
            // boolean
            // keep very simple, only care that envVar defined and not the value
            this.emit(`optionEnv:${option.name()}`);
          }
        }
      }
    });
  }

  /**
   * Apply any implied option values, if option is undefined or default value.
   *
   * @private
   */
  _parseOptionsImplied() {
    const dualHelper = new DualOptions(this.options);
    const hasCustomOptionValue = (optionKey) => {
      return (
        this.getOptionValue(optionKey) !== undefined &&
        !['default', 'implied'].includes(this.getOptionValueSource(optionKey))
      );
    };
    this.options
      .filter(
        (option) =>
          option.implied !== undefined &&
          hasCustomOptionValue(option.attributeName()) &&
          dualHelper.valueFromOption(
            this.getOptionValue(option.attributeName()),
            option,
          ),
      )
      .forEach((option) => {
        Object.keys(option.implied)
          .filter((impliedKey) => !hasCustomOptionValue(impliedKey))
          .forEach((impliedKey) => {
            this.setOptionValueWithSource(
              impliedKey,
              option.implied[impliedKey],
              'implied',
            );
          });
      });
  }

  /**
   * Argument `name` is missing.
   *
   * @param {string} name
   * @private
   */

  missingArgument(name) {
    const message = `error: missing required argument '${name}'`;
    this.error(message, { code: 'commander.missingArgument' });
  }

  /**
   * `Option` is missing an argument.
   *
   * @param {Option} option
   * @private
   */

  optionMissingArgument(option) {
    const message = `error: option '${option.flags}' argument missing`;
    this.error(message, { code: 'commander.optionMissingArgument' });
  }

  /**
   * `Option` does not have a value, and is a mandatory option.
   *
   * @param {Option} option
   * @private
   */

  missingMandatoryOptionValue(option) {
    const message = `error: required option '${option.flags}' not specified`;
    this.error(message, { code: 'commander.missingMandatoryOptionValue' });
  }

  /**
   * `Option` conflicts with another option.
   *
   * @param {Option} option
   * @param {Option} conflictingOption
   * @private
   */
  _conflictingOption(option, conflictingOption) {
    // The calling code does not know whether a negated option is the source of the
    // value, so do some work to take an educated guess.
    const findBestOptionFromValue = (option) => {
      const optionKey = option.attributeName();
      const optionValue = this.getOptionValue(optionKey);
      const negativeOption = this.options.find(
        (target) => target.negate && optionKey === target.attributeName(),
      );
      const positiveOption = this.options.find(
        (target) => !target.negate && optionKey === target.attributeName(),
      );
      if (
        negativeOption &&
        ((negativeOption.presetArg === undefined && optionValue === false) ||
          (negativeOption.presetArg !== undefined &&
            optionValue === negativeOption.presetArg))
      ) {
        return negativeOption;
      }
      return positiveOption || option;
    };

    const getErrorMessage = (option) => {
      const bestOption = findBestOptionFromValue(option);
      const optionKey = bestOption.attributeName();
      const source = this.getOptionValueSource(optionKey);
      if (source === 'env') {
        return `environment variable '${bestOption.envVar}'`;
      }
      return `option '${bestOption.flags}'`;
    };

    const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
    this.error(message, { code: 'commander.conflictingOption' });
  }

  /**
   * Unknown option `flag`.
   *
   * @param {string} flag
   * @private
   */

  unknownOption(flag) {
    if (this._allowUnknownOption) return;
    let suggestion = '';

    if (flag.startsWith('--') && this._showSuggestionAfterError) {
      // Looping to pick up the global options too
      let candidateFlags = [];
      // eslint-disable-next-line @typescript-eslint/no-this-alias
      let command = this;
      do {
        const moreFlags = command
          .createHelp()
          .visibleOptions(command)
          .filter((option) => option.long)
          .map((option) => option.long);
        candidateFlags = candidateFlags.concat(moreFlags);
        command = command.parent;
      } while (command && !command._enablePositionalOptions);
      suggestion = suggestSimilar(flag, candidateFlags);
    }

    const message = `error: unknown option '${flag}'${suggestion}`;
    this.error(message, { code: 'commander.unknownOption' });
  }

  /**
   * Excess arguments, more than expected.
   *
   * @param {string[]} receivedArgs
   * @private
   */

  _excessArguments(receivedArgs) {
    if (this._allowExcessArguments) return;

    const expected = this.registeredArguments.length;
    const s = expected === 1 ? '' : 's';
    const forSubcommand = this.parent ? ` for '${this.name()}'` : '';
    const message = `error: too many arguments${forSubcommand}. Expected ${expected} argument${s} but got ${receivedArgs.length}.`;
    this.error(message, { code: 'commander.excessArguments' });
  }

  /**
   * Unknown command.
   *
   * @private
   */

  unknownCommand() {
    const unknownName = this.args[0];
    let suggestion = '';

    if (this._showSuggestionAfterError) {
      const candidateNames = [];
      this.createHelp()
        .visibleCommands(this)
        .forEach((command) => {
          candidateNames.push(command.name());
          // just visible alias
          if (command.alias()) candidateNames.push(command.alias());
        });
      suggestion = suggestSimilar(unknownName, candidateNames);
    }

    const message = `error: unknown command '${unknownName}'${suggestion}`;
    this.error(message, { code: 'commander.unknownCommand' });
  }

  /**
   * Get or set the program version.
   *
   * This method auto-registers the "-V, --version" option which will print the version number.
   *
   * You can optionally supply the flags and description to override the defaults.
   *
   * @param {string} [str]
   * @param {string} [flags]
   * @param {string} [description]
   * @return {(this | string | undefined)} `this` command for chaining, or version string if no arguments
   */

  version(str, flags, description) {
    if (str === undefined) return this._version;
    this._version = str;
    flags = flags || '-V, --version';
    description = description || 'output the version number';
    const versionOption = this.createOption(flags, description);
    this._versionOptionName = versionOption.attributeName();
    this._registerOption(versionOption);

    this.on('option:' + versionOption.name(), () => {
      this._outputConfiguration.writeOut(`${str}\n`);
      this._exit(0, 'commander.version', str);
    });
    return this;
  }

  /**
   * Set the description.
   *
   * @param {string} [str]
   * @param {object} [argsDescription]
   * @return {(string|Command)}
   */
  description(str, argsDescription) {
    if (str === undefined && argsDescription === undefined)
      return this._description;
    this._description = str;
    if (argsDescription) {
      this._argsDescription = argsDescription;
    }
    return this;
  }

  /**
   * Set the summary. Used when listed as subcommand of parent.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */
  summary(str) {
    if (str === undefined) return this._summary;
    this._summary = str;
    return this;
  }

  /**
   * Set an alias for the command.
   *
   * You may call more than once to add multiple aliases. Only the first alias is shown in the auto-generated help.
   *
   * @param {string} [alias]
   * @return {(string|Command)}
   */

  alias(alias) {
    if (alias === undefined) return this._aliases[0]; // just return first, for backwards compatibility

    /** @type {Command} */
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    let command = this;
    if (
      this.commands.length !== 0 &&
      this.commands[this.commands.length - 1]._executableHandler
    ) {
      // assume adding alias for last added executable subcommand, rather than this
      command = this.commands[this.commands.length - 1];
    }

    if (alias === command._name)
      throw new Error("Command alias can't be the same as its name");
    const matchingCommand = this.parent?._findCommand(alias);
    if (matchingCommand) {
      // c.f. _registerCommand
      const existingCmd = [matchingCommand.name()]
        .concat(matchingCommand.aliases())
        .join('|');
      throw new Error(
        `cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`,
      );
    }

    command._aliases.push(alias);
    return this;
  }

  /**
   * Set aliases for the command.
   *
   * Only the first alias is shown in the auto-generated help.
   *
   * @param {string[]} [aliases]
   * @return {(string[]|Command)}
   */

  aliases(aliases) {
    // Getter for the array of aliases is the main reason for having aliases() in addition to alias().
    if (aliases === undefined) return this._aliases;

    aliases.forEach((alias) => this.alias(alias));
    return this;
  }

  /**
   * Set / get the command usage `str`.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */

  usage(str) {
    if (str === undefined) {
      if (this._usage) return this._usage;

      const args = this.registeredArguments.map((arg) => {
        return humanReadableArgName(arg);
      });
      return []
        .concat(
          this.options.length || this._helpOption !== null ? '[options]' : [],
          this.commands.length ? '[command]' : [],
          this.registeredArguments.length ? args : [],
        )
        .join(' ');
    }

    this._usage = str;
    return this;
  }

  /**
   * Get or set the name of the command.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */

  name(str) {
    if (str === undefined) return this._name;
    this._name = str;
    return this;
  }

  /**
   * Set/get the help group heading for this subcommand in parent command's help.
   *
   * @param {string} [heading]
   * @return {Command | string}
   */

  helpGroup(heading) {
    if (heading === undefined) return this._helpGroupHeading ?? '';
    this._helpGroupHeading = heading;
    return this;
  }

  /**
   * Set/get the default help group heading for subcommands added to this command.
   * (This does not override a group set directly on the subcommand using .helpGroup().)
   *
   * @example
   * program.commandsGroup('Development Commands:);
   * program.command('watch')...
   * program.command('lint')...
   * ...
   *
   * @param {string} [heading]
   * @returns {Command | string}
   */
  commandsGroup(heading) {
    if (heading === undefined) return this._defaultCommandGroup ?? '';
    this._defaultCommandGroup = heading;
    return this;
  }

  /**
   * Set/get the default help group heading for options added to this command.
   * (This does not override a group set directly on the option using .helpGroup().)
   *
   * @example
   * program
   *   .optionsGroup('Development Options:')
   *   .option('-d, --debug', 'output extra debugging')
   *   .option('-p, --profile', 'output profiling information')
   *
   * @param {string} [heading]
   * @returns {Command | string}
   */
  optionsGroup(heading) {
    if (heading === undefined) return this._defaultOptionGroup ?? '';
    this._defaultOptionGroup = heading;
    return this;
  }

  /**
   * @param {Option} option
   * @private
   */
  _initOptionGroup(option) {
    if (this._defaultOptionGroup && !option.helpGroupHeading)
      option.helpGroup(this._defaultOptionGroup);
  }

  /**
   * @param {Command} cmd
   * @private
   */
  _initCommandGroup(cmd) {
    if (this._defaultCommandGroup && !cmd.helpGroup())
      cmd.helpGroup(this._defaultCommandGroup);
  }

  /**
   * Set the name of the command from script filename, such as process.argv[1],
   * or require.main.filename, or __filename.
   *
   * (Used internally and public although not documented in README.)
   *
   * @example
   * program.nameFromFilename(require.main.filename);
   *
   * @param {string} filename
   * @return {Command}
   */

  nameFromFilename(filename) {
    this._name = path.basename(filename, path.extname(filename));

    return this;
  }

  /**
   * Get or set the directory for searching for executable subcommands of this command.
   *
   * @example
   * program.executableDir(__dirname);
   * // or
   * program.executableDir('subcommands');
   *
   * @param {string} [path]
   * @return {(string|null|Command)}
   */

  executableDir(path) {
    if (path === undefined) return this._executableDir;
    this._executableDir = path;
    return this;
  }

  /**
   * Return program help documentation.
   *
   * @param {{ error: boolean }} [contextOptions] - pass {error:true} to wrap for stderr instead of stdout
   * @return {string}
   */

  helpInformation(contextOptions) {
    const helper = this.createHelp();
    const context = this._getOutputContext(contextOptions);
    helper.prepareContext({
      error: context.error,
      helpWidth: context.helpWidth,
      outputHasColors: context.hasColors,
    });
    const text = helper.formatHelp(this, helper);
    if (context.hasColors) return text;
    return this._outputConfiguration.stripColor(text);
  }

  /**
   * @typedef HelpContext
   * @type {object}
   * @property {boolean} error
   * @property {number} helpWidth
   * @property {boolean} hasColors
   * @property {function} write - includes stripColor if needed
   *
   * @returns {HelpContext}
   * @private
   */

  _getOutputContext(contextOptions) {
    contextOptions = contextOptions || {};
    const error = !!contextOptions.error;
    let baseWrite;
    let hasColors;
    let helpWidth;
    if (error) {
      baseWrite = (str) => this._outputConfiguration.writeErr(str);
      hasColors = this._outputConfiguration.getErrHasColors();
      helpWidth = this._outputConfiguration.getErrHelpWidth();
    } else {
      baseWrite = (str) => this._outputConfiguration.writeOut(str);
      hasColors = this._outputConfiguration.getOutHasColors();
      helpWidth = this._outputConfiguration.getOutHelpWidth();
    }
    const write = (str) => {
      if (!hasColors) str = this._outputConfiguration.stripColor(str);
      return baseWrite(str);
    };
    return { error, write, hasColors, helpWidth };
  }

  /**
   * Output help information for this command.
   *
   * Outputs built-in help, and custom text added using `.addHelpText()`.
   *
   * @param {{ error: boolean } | Function} [contextOptions] - pass {error:true} to write to stderr instead of stdout
   */

  outputHelp(contextOptions) {
    let deprecatedCallback;
    if (typeof contextOptions === 'function') {
      deprecatedCallback = contextOptions;
      contextOptions = undefined;
    }

    const outputContext = this._getOutputContext(contextOptions);
    /** @type {HelpTextEventContext} */
    const eventContext = {
      error: outputContext.error,
      write: outputContext.write,
      command: this,
    };

    this._getCommandAndAncestors()
      .reverse()
      .forEach((command) => command.emit('beforeAllHelp', eventContext));
    this.emit('beforeHelp', eventContext);

    let helpInformation = this.helpInformation({ error: outputContext.error });
    if (deprecatedCallback) {
      helpInformation = deprecatedCallback(helpInformation);
      if (
        typeof helpInformation !== 'string' &&
        !Buffer.isBuffer(helpInformation)
      ) {
        throw new Error('outputHelp callback must return a string or a Buffer');
      }
    }
    outputContext.write(helpInformation);

    if (this._getHelpOption()?.long) {
      this.emit(this._getHelpOption().long); // deprecated
    }
    this.emit('afterHelp', eventContext);
    this._getCommandAndAncestors().forEach((command) =>
      command.emit('afterAllHelp', eventContext),
    );
  }

  /**
   * You can pass in flags and a description to customise the built-in help option.
   * Pass in false to disable the built-in help option.
   *
   * @example
   * program.helpOption('-?, --help' 'show help'); // customise
   * program.helpOption(false); // disable
   *
   * @param {(string | boolean)} flags
   * @param {string} [description]
   * @return {Command} `this` command for chaining
   */

  helpOption(flags, description) {
    // Support enabling/disabling built-in help option.
    if (typeof flags === 'boolean') {
      if (flags) {
        if (this._helpOption === null) this._helpOption = undefined; // reenable
        if (this._defaultOptionGroup) {
          // make the option to store the group
          this._initOptionGroup(this._getHelpOption());
        }
      } else {
        this._helpOption = null; // disable
      }
      return this;
    }

    // Customise flags and description.
    this._helpOption = this.createOption(
      flags ?? '-h, --help',
      description ?? 'display help for command',
    );
    // init group unless lazy create
    if (flags || description) this._initOptionGroup(this._helpOption);

    return this;
  }

  /**
   * Lazy create help option.
   * Returns null if has been disabled with .helpOption(false).
   *
   * @returns {(Option | null)} the help option
   * @package
   */
  _getHelpOption() {
    // Lazy create help option on demand.
    if (this._helpOption === undefined) {
      this.helpOption(undefined, undefined);
    }
    return this._helpOption;
  }

  /**
   * Supply your own option to use for the built-in help option.
   * This is an alternative to using helpOption() to customise the flags and description etc.
   *
   * @param {Option} option
   * @return {Command} `this` command for chaining
   */
  addHelpOption(option) {
    this._helpOption = option;
    this._initOptionGroup(option);
    return this;
  }

  /**
   * Output help information and exit.
   *
   * Outputs built-in help, and custom text added using `.addHelpText()`.
   *
   * @param {{ error: boolean }} [contextOptions] - pass {error:true} to write to stderr instead of stdout
   */

  help(contextOptions) {
    this.outputHelp(contextOptions);
    let exitCode = Number(process.exitCode ?? 0); // process.exitCode does allow a string or an integer, but we prefer just a number
    if (
      exitCode === 0 &&
      contextOptions &&
      typeof contextOptions !== 'function' &&
      contextOptions.error
    ) {
      exitCode = 1;
    }
    // message: do not have all displayed text available so only passing placeholder.
    this._exit(exitCode, 'commander.help', '(outputHelp)');
  }

  /**
   * // Do a little typing to coordinate emit and listener for the help text events.
   * @typedef HelpTextEventContext
   * @type {object}
   * @property {boolean} error
   * @property {Command} command
   * @property {function} write
   */

  /**
   * Add additional text to be displayed with the built-in help.
   *
   * Position is 'before' or 'after' to affect just this command,
   * and 'beforeAll' or 'afterAll' to affect this command and all its subcommands.
   *
   * @param {string} position - before or after built-in help
   * @param {(string | Function)} text - string to add, or a function returning a string
   * @return {Command} `this` command for chaining
   */

  addHelpText(position, text) {
    const allowedValues = ['beforeAll', 'before', 'after', 'afterAll'];
    if (!allowedValues.includes(position)) {
      throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
    }

    const helpEvent = `${position}Help`;
    this.on(helpEvent, (/** @type {HelpTextEventContext} */ context) => {
      let helpStr;
      if (typeof text === 'function') {
        helpStr = text({ error: context.error, command: context.command });
      } else {
        helpStr = text;
      }
      // Ignore falsy value when nothing to output.
      if (helpStr) {
        context.write(`${helpStr}\n`);
      }
    });
    return this;
  }

  /**
   * Output help information if help flags specified
   *
   * @param {Array} args - array of options to search for help flags
   * @private
   */

  _outputHelpIfRequested(args) {
    const helpOption = this._getHelpOption();
    const helpRequested = helpOption && args.find((arg) => helpOption.is(arg));
    if (helpRequested) {
      this.outputHelp();
      // (Do not have all displayed text available so only passing placeholder.)
      this._exit(0, 'commander.helpDisplayed', '(outputHelp)');
    }
  }
}

/**
 * Scan arguments and increment port number for inspect calls (to avoid conflicts when spawning new command).
 *
 * @param {string[]} args - array of arguments from node.execArgv
 * @returns {string[]}
 * @private
 */

function incrementNodeInspectorPort(args) {
  // Testing for these options:
  //  --inspect[=[host:]port]
  //  --inspect-brk[=[host:]port]
  //  --inspect-port=[host:]port
  return args.map((arg) => {
    if (!arg.startsWith('--inspect')) {
      return arg;
    }
    let debugOption;
    let debugHost = '127.0.0.1';
    let debugPort = '9229';
    let match;
    if ((match = arg.match(/^(--inspect(-brk)?)$/)) !== null) {
      // e.g. --inspect
      debugOption = match[1];
    } else if (
      (match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+)$/)) !== null
    ) {
      debugOption = match[1];
      if (/^\d+$/.test(match[3])) {
        // e.g. --inspect=1234
        debugPort = match[3];
      } else {
        // e.g. --inspect=localhost
        debugHost = match[3];
      }
    } else if (
      (match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+):(\d+)$/)) !== null
    ) {
      // e.g. --inspect=localhost:1234
      debugOption = match[1];
      debugHost = match[3];
      debugPort = match[4];
    }

    if (debugOption && debugPort !== '0') {
      return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
    }
    return arg;
  });
}

/**
 * @returns {boolean | undefined}
 * @package
 */
function useColor() {
  // Test for common conventions.
  // NB: the observed behaviour is in combination with how author adds color! For example:
  //   - we do not test NODE_DISABLE_COLORS, but util:styletext does
  //   - we do test NO_COLOR, but Chalk does not
  //
  // References:
  // https://no-color.org
  // https://bixense.com/clicolors/
  // https://github.com/nodejs/node/blob/0a00217a5f67ef4a22384cfc80eb6dd9a917fdc1/lib/internal/tty.js#L109
  // https://github.com/chalk/supports-color/blob/c214314a14bcb174b12b3014b2b0a8de375029ae/index.js#L33
  // (https://force-color.org recent web page from 2023, does not match major javascript implementations)

  if (
    process.env.NO_COLOR ||
    process.env.FORCE_COLOR === '0' ||
    process.env.FORCE_COLOR === 'false'
  )
    return false;
  if (process.env.FORCE_COLOR || process.env.CLICOLOR_FORCE !== undefined)
    return true;
  return undefined;
}

exports.Command = Command;
exports.useColor = useColor; // exporting for tests


/***/ }),

/***/ 41135:
/***/ ((__unused_webpack_module, exports) => {

/**
 * CommanderError class
 */
class CommanderError extends Error {
  /**
   * Constructs the CommanderError class
   * @param {number} exitCode suggested exit code which could be used with process.exit
   * @param {string} code an id string representing the error
   * @param {string} message human-readable description of the error
   */
  constructor(exitCode, code, message) {
    super(message);
    // properly capture stack trace in Node.js
    Error.captureStackTrace(this, this.constructor);
    this.name = this.constructor.name;
    this.code = code;
    this.exitCode = exitCode;
    this.nestedError = undefined;
  }
}

/**
 * InvalidArgumentError class
 */
class InvalidArgumentError extends CommanderError {
  /**
   * Constructs the InvalidArgumentError class
   * @param {string} [message] explanation of why argument is invalid
   */
  constructor(message) {
    super(1, 'commander.invalidArgument', message);
    // properly capture stack trace in Node.js
    Error.captureStackTrace(this, this.constructor);
    this.name = this.constructor.name;
  }
}

exports.CommanderError = CommanderError;
exports.InvalidArgumentError = InvalidArgumentError;


/***/ }),

/***/ 79754:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { humanReadableArgName } = __nccwpck_require__(49154);

/**
 * TypeScript import types for JSDoc, used by Visual Studio Code IntelliSense and `npm run typescript-checkJS`
 * https://www.typescriptlang.org/docs/handbook/jsdoc-supported-types.html#import-types
 * @typedef { import("./argument.js").Argument } Argument
 * @typedef { import("./command.js").Command } Command
 * @typedef { import("./option.js").Option } Option
 */

// Although this is a class, methods are static in style to allow override using subclass or just functions.
class Help {
  constructor() {
    this.helpWidth = undefined;
    this.minWidthToWrap = 40;
    this.sortSubcommands = false;
    this.sortOptions = false;
    this.showGlobalOptions = false;
  }

  /**
   * prepareContext is called by Commander after applying overrides from `Command.configureHelp()`
   * and just before calling `formatHelp()`.
   *
   * Commander just uses the helpWidth and the rest is provided for optional use by more complex subclasses.
   *
   * @param {{ error?: boolean, helpWidth?: number, outputHasColors?: boolean }} contextOptions
   */
  prepareContext(contextOptions) {
    this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
  }

  /**
   * Get an array of the visible subcommands. Includes a placeholder for the implicit help command, if there is one.
   *
   * @param {Command} cmd
   * @returns {Command[]}
   */

  visibleCommands(cmd) {
    const visibleCommands = cmd.commands.filter((cmd) => !cmd._hidden);
    const helpCommand = cmd._getHelpCommand();
    if (helpCommand && !helpCommand._hidden) {
      visibleCommands.push(helpCommand);
    }
    if (this.sortSubcommands) {
      visibleCommands.sort((a, b) => {
        // @ts-ignore: because overloaded return type
        return a.name().localeCompare(b.name());
      });
    }
    return visibleCommands;
  }

  /**
   * Compare options for sort.
   *
   * @param {Option} a
   * @param {Option} b
   * @returns {number}
   */
  compareOptions(a, b) {
    const getSortKey = (option) => {
      // WYSIWYG for order displayed in help. Short used for comparison if present. No special handling for negated.
      return option.short
        ? option.short.replace(/^-/, '')
        : option.long.replace(/^--/, '');
    };
    return getSortKey(a).localeCompare(getSortKey(b));
  }

  /**
   * Get an array of the visible options. Includes a placeholder for the implicit help option, if there is one.
   *
   * @param {Command} cmd
   * @returns {Option[]}
   */

  visibleOptions(cmd) {
    const visibleOptions = cmd.options.filter((option) => !option.hidden);
    // Built-in help option.
    const helpOption = cmd._getHelpOption();
    if (helpOption && !helpOption.hidden) {
      // Automatically hide conflicting flags. Bit dubious but a historical behaviour that is convenient for single-command programs.
      const removeShort = helpOption.short && cmd._findOption(helpOption.short);
      const removeLong = helpOption.long && cmd._findOption(helpOption.long);
      if (!removeShort && !removeLong) {
        visibleOptions.push(helpOption); // no changes needed
      } else if (helpOption.long && !removeLong) {
        visibleOptions.push(
          cmd.createOption(helpOption.long, helpOption.description),
        );
      } else if (helpOption.short && !removeShort) {
        visibleOptions.push(
          cmd.createOption(helpOption.short, helpOption.description),
        );
      }
    }
    if (this.sortOptions) {
      visibleOptions.sort(this.compareOptions);
    }
    return visibleOptions;
  }

  /**
   * Get an array of the visible global options. (Not including help.)
   *
   * @param {Command} cmd
   * @returns {Option[]}
   */

  visibleGlobalOptions(cmd) {
    if (!this.showGlobalOptions) return [];

    const globalOptions = [];
    for (
      let ancestorCmd = cmd.parent;
      ancestorCmd;
      ancestorCmd = ancestorCmd.parent
    ) {
      const visibleOptions = ancestorCmd.options.filter(
        (option) => !option.hidden,
      );
      globalOptions.push(...visibleOptions);
    }
    if (this.sortOptions) {
      globalOptions.sort(this.compareOptions);
    }
    return globalOptions;
  }

  /**
   * Get an array of the arguments if any have a description.
   *
   * @param {Command} cmd
   * @returns {Argument[]}
   */

  visibleArguments(cmd) {
    // Side effect! Apply the legacy descriptions before the arguments are displayed.
    if (cmd._argsDescription) {
      cmd.registeredArguments.forEach((argument) => {
        argument.description =
          argument.description || cmd._argsDescription[argument.name()] || '';
      });
    }

    // If there are any arguments with a description then return all the arguments.
    if (cmd.registeredArguments.find((argument) => argument.description)) {
      return cmd.registeredArguments;
    }
    return [];
  }

  /**
   * Get the command term to show in the list of subcommands.
   *
   * @param {Command} cmd
   * @returns {string}
   */

  subcommandTerm(cmd) {
    // Legacy. Ignores custom usage string, and nested commands.
    const args = cmd.registeredArguments
      .map((arg) => humanReadableArgName(arg))
      .join(' ');
    return (
      cmd._name +
      (cmd._aliases[0] ? '|' + cmd._aliases[0] : '') +
      (cmd.options.length ? ' [options]' : '') + // simplistic check for non-help option
      (args ? ' ' + args : '')
    );
  }

  /**
   * Get the option term to show in the list of options.
   *
   * @param {Option} option
   * @returns {string}
   */

  optionTerm(option) {
    return option.flags;
  }

  /**
   * Get the argument term to show in the list of arguments.
   *
   * @param {Argument} argument
   * @returns {string}
   */

  argumentTerm(argument) {
    return argument.name();
  }

  /**
   * Get the longest command term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestSubcommandTermLength(cmd, helper) {
    return helper.visibleCommands(cmd).reduce((max, command) => {
      return Math.max(
        max,
        this.displayWidth(
          helper.styleSubcommandTerm(helper.subcommandTerm(command)),
        ),
      );
    }, 0);
  }

  /**
   * Get the longest option term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestOptionTermLength(cmd, helper) {
    return helper.visibleOptions(cmd).reduce((max, option) => {
      return Math.max(
        max,
        this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))),
      );
    }, 0);
  }

  /**
   * Get the longest global option term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestGlobalOptionTermLength(cmd, helper) {
    return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
      return Math.max(
        max,
        this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))),
      );
    }, 0);
  }

  /**
   * Get the longest argument term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestArgumentTermLength(cmd, helper) {
    return helper.visibleArguments(cmd).reduce((max, argument) => {
      return Math.max(
        max,
        this.displayWidth(
          helper.styleArgumentTerm(helper.argumentTerm(argument)),
        ),
      );
    }, 0);
  }

  /**
   * Get the command usage to be displayed at the top of the built-in help.
   *
   * @param {Command} cmd
   * @returns {string}
   */

  commandUsage(cmd) {
    // Usage
    let cmdName = cmd._name;
    if (cmd._aliases[0]) {
      cmdName = cmdName + '|' + cmd._aliases[0];
    }
    let ancestorCmdNames = '';
    for (
      let ancestorCmd = cmd.parent;
      ancestorCmd;
      ancestorCmd = ancestorCmd.parent
    ) {
      ancestorCmdNames = ancestorCmd.name() + ' ' + ancestorCmdNames;
    }
    return ancestorCmdNames + cmdName + ' ' + cmd.usage();
  }

  /**
   * Get the description for the command.
   *
   * @param {Command} cmd
   * @returns {string}
   */

  commandDescription(cmd) {
    // @ts-ignore: because overloaded return type
    return cmd.description();
  }

  /**
   * Get the subcommand summary to show in the list of subcommands.
   * (Fallback to description for backwards compatibility.)
   *
   * @param {Command} cmd
   * @returns {string}
   */

  subcommandDescription(cmd) {
    // @ts-ignore: because overloaded return type
    return cmd.summary() || cmd.description();
  }

  /**
   * Get the option description to show in the list of options.
   *
   * @param {Option} option
   * @return {string}
   */

  optionDescription(option) {
    const extraInfo = [];

    if (option.argChoices) {
      extraInfo.push(
        // use stringify to match the display of the default value
        `choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(', ')}`,
      );
    }
    if (option.defaultValue !== undefined) {
      // default for boolean and negated more for programmer than end user,
      // but show true/false for boolean option as may be for hand-rolled env or config processing.
      const showDefault =
        option.required ||
        option.optional ||
        (option.isBoolean() && typeof option.defaultValue === 'boolean');
      if (showDefault) {
        extraInfo.push(
          `default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`,
        );
      }
    }
    // preset for boolean and negated are more for programmer than end user
    if (option.presetArg !== undefined && option.optional) {
      extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
    }
    if (option.envVar !== undefined) {
      extraInfo.push(`env: ${option.envVar}`);
    }
    if (extraInfo.length > 0) {
      const extraDescription = `(${extraInfo.join(', ')})`;
      if (option.description) {
        return `${option.description} ${extraDescription}`;
      }
      return extraDescription;
    }

    return option.description;
  }

  /**
   * Get the argument description to show in the list of arguments.
   *
   * @param {Argument} argument
   * @return {string}
   */

  argumentDescription(argument) {
    const extraInfo = [];
    if (argument.argChoices) {
      extraInfo.push(
        // use stringify to match the display of the default value
        `choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(', ')}`,
      );
    }
    if (argument.defaultValue !== undefined) {
      extraInfo.push(
        `default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`,
      );
    }
    if (extraInfo.length > 0) {
      const extraDescription = `(${extraInfo.join(', ')})`;
      if (argument.description) {
        return `${argument.description} ${extraDescription}`;
      }
      return extraDescription;
    }
    return argument.description;
  }

  /**
   * Format a list of items, given a heading and an array of formatted items.
   *
   * @param {string} heading
   * @param {string[]} items
   * @param {Help} helper
   * @returns string[]
   */
  formatItemList(heading, items, helper) {
    if (items.length === 0) return [];

    return [helper.styleTitle(heading), ...items, ''];
  }

  /**
   * Group items by their help group heading.
   *
   * @param {Command[] | Option[]} unsortedItems
   * @param {Command[] | Option[]} visibleItems
   * @param {Function} getGroup
   * @returns {Map<string, Command[] | Option[]>}
   */
  groupItems(unsortedItems, visibleItems, getGroup) {
    const result = new Map();
    // Add groups in order of appearance in unsortedItems.
    unsortedItems.forEach((item) => {
      const group = getGroup(item);
      if (!result.has(group)) result.set(group, []);
    });
    // Add items in order of appearance in visibleItems.
    visibleItems.forEach((item) => {
      const group = getGroup(item);
      if (!result.has(group)) {
        result.set(group, []);
      }
      result.get(group).push(item);
    });
    return result;
  }

  /**
   * Generate the built-in help text.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {string}
   */

  formatHelp(cmd, helper) {
    const termWidth = helper.padWidth(cmd, helper);
    const helpWidth = helper.helpWidth ?? 80; // in case prepareContext() was not called

    function callFormatItem(term, description) {
      return helper.formatItem(term, termWidth, description, helper);
    }

    // Usage
    let output = [
      `${helper.styleTitle('Usage:')} ${helper.styleUsage(helper.commandUsage(cmd))}`,
      '',
    ];

    // Description
    const commandDescription = helper.commandDescription(cmd);
    if (commandDescription.length > 0) {
      output = output.concat([
        helper.boxWrap(
          helper.styleCommandDescription(commandDescription),
          helpWidth,
        ),
        '',
      ]);
    }

    // Arguments
    const argumentList = helper.visibleArguments(cmd).map((argument) => {
      return callFormatItem(
        helper.styleArgumentTerm(helper.argumentTerm(argument)),
        helper.styleArgumentDescription(helper.argumentDescription(argument)),
      );
    });
    output = output.concat(
      this.formatItemList('Arguments:', argumentList, helper),
    );

    // Options
    const optionGroups = this.groupItems(
      cmd.options,
      helper.visibleOptions(cmd),
      (option) => option.helpGroupHeading ?? 'Options:',
    );
    optionGroups.forEach((options, group) => {
      const optionList = options.map((option) => {
        return callFormatItem(
          helper.styleOptionTerm(helper.optionTerm(option)),
          helper.styleOptionDescription(helper.optionDescription(option)),
        );
      });
      output = output.concat(this.formatItemList(group, optionList, helper));
    });

    if (helper.showGlobalOptions) {
      const globalOptionList = helper
        .visibleGlobalOptions(cmd)
        .map((option) => {
          return callFormatItem(
            helper.styleOptionTerm(helper.optionTerm(option)),
            helper.styleOptionDescription(helper.optionDescription(option)),
          );
        });
      output = output.concat(
        this.formatItemList('Global Options:', globalOptionList, helper),
      );
    }

    // Commands
    const commandGroups = this.groupItems(
      cmd.commands,
      helper.visibleCommands(cmd),
      (sub) => sub.helpGroup() || 'Commands:',
    );
    commandGroups.forEach((commands, group) => {
      const commandList = commands.map((sub) => {
        return callFormatItem(
          helper.styleSubcommandTerm(helper.subcommandTerm(sub)),
          helper.styleSubcommandDescription(helper.subcommandDescription(sub)),
        );
      });
      output = output.concat(this.formatItemList(group, commandList, helper));
    });

    return output.join('\n');
  }

  /**
   * Return display width of string, ignoring ANSI escape sequences. Used in padding and wrapping calculations.
   *
   * @param {string} str
   * @returns {number}
   */
  displayWidth(str) {
    return stripColor(str).length;
  }

  /**
   * Style the title for displaying in the help. Called with 'Usage:', 'Options:', etc.
   *
   * @param {string} str
   * @returns {string}
   */
  styleTitle(str) {
    return str;
  }

  styleUsage(str) {
    // Usage has lots of parts the user might like to color separately! Assume default usage string which is formed like:
    //    command subcommand [options] [command] <foo> [bar]
    return str
      .split(' ')
      .map((word) => {
        if (word === '[options]') return this.styleOptionText(word);
        if (word === '[command]') return this.styleSubcommandText(word);
        if (word[0] === '[' || word[0] === '<')
          return this.styleArgumentText(word);
        return this.styleCommandText(word); // Restrict to initial words?
      })
      .join(' ');
  }
  styleCommandDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleOptionDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleSubcommandDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleArgumentDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleDescriptionText(str) {
    return str;
  }
  styleOptionTerm(str) {
    return this.styleOptionText(str);
  }
  styleSubcommandTerm(str) {
    // This is very like usage with lots of parts! Assume default string which is formed like:
    //    subcommand [options] <foo> [bar]
    return str
      .split(' ')
      .map((word) => {
        if (word === '[options]') return this.styleOptionText(word);
        if (word[0] === '[' || word[0] === '<')
          return this.styleArgumentText(word);
        return this.styleSubcommandText(word); // Restrict to initial words?
      })
      .join(' ');
  }
  styleArgumentTerm(str) {
    return this.styleArgumentText(str);
  }
  styleOptionText(str) {
    return str;
  }
  styleArgumentText(str) {
    return str;
  }
  styleSubcommandText(str) {
    return str;
  }
  styleCommandText(str) {
    return str;
  }

  /**
   * Calculate the pad width from the maximum term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  padWidth(cmd, helper) {
    return Math.max(
      helper.longestOptionTermLength(cmd, helper),
      helper.longestGlobalOptionTermLength(cmd, helper),
      helper.longestSubcommandTermLength(cmd, helper),
      helper.longestArgumentTermLength(cmd, helper),
    );
  }

  /**
   * Detect manually wrapped and indented strings by checking for line break followed by whitespace.
   *
   * @param {string} str
   * @returns {boolean}
   */
  preformatted(str) {
    return /\n[^\S\r\n]/.test(str);
  }

  /**
   * Format the "item", which consists of a term and description. Pad the term and wrap the description, indenting the following lines.
   *
   * So "TTT", 5, "DDD DDDD DD DDD" might be formatted for this.helpWidth=17 like so:
   *   TTT  DDD DDDD
   *        DD DDD
   *
   * @param {string} term
   * @param {number} termWidth
   * @param {string} description
   * @param {Help} helper
   * @returns {string}
   */
  formatItem(term, termWidth, description, helper) {
    const itemIndent = 2;
    const itemIndentStr = ' '.repeat(itemIndent);
    if (!description) return itemIndentStr + term;

    // Pad the term out to a consistent width, so descriptions are aligned.
    const paddedTerm = term.padEnd(
      termWidth + term.length - helper.displayWidth(term),
    );

    // Format the description.
    const spacerWidth = 2; // between term and description
    const helpWidth = this.helpWidth ?? 80; // in case prepareContext() was not called
    const remainingWidth = helpWidth - termWidth - spacerWidth - itemIndent;
    let formattedDescription;
    if (
      remainingWidth < this.minWidthToWrap ||
      helper.preformatted(description)
    ) {
      formattedDescription = description;
    } else {
      const wrappedDescription = helper.boxWrap(description, remainingWidth);
      formattedDescription = wrappedDescription.replace(
        /\n/g,
        '\n' + ' '.repeat(termWidth + spacerWidth),
      );
    }

    // Construct and overall indent.
    return (
      itemIndentStr +
      paddedTerm +
      ' '.repeat(spacerWidth) +
      formattedDescription.replace(/\n/g, `\n${itemIndentStr}`)
    );
  }

  /**
   * Wrap a string at whitespace, preserving existing line breaks.
   * Wrapping is skipped if the width is less than `minWidthToWrap`.
   *
   * @param {string} str
   * @param {number} width
   * @returns {string}
   */
  boxWrap(str, width) {
    if (width < this.minWidthToWrap) return str;

    const rawLines = str.split(/\r\n|\n/);
    // split up text by whitespace
    const chunkPattern = /[\s]*[^\s]+/g;
    const wrappedLines = [];
    rawLines.forEach((line) => {
      const chunks = line.match(chunkPattern);
      if (chunks === null) {
        wrappedLines.push('');
        return;
      }

      let sumChunks = [chunks.shift()];
      let sumWidth = this.displayWidth(sumChunks[0]);
      chunks.forEach((chunk) => {
        const visibleWidth = this.displayWidth(chunk);
        // Accumulate chunks while they fit into width.
        if (sumWidth + visibleWidth <= width) {
          sumChunks.push(chunk);
          sumWidth += visibleWidth;
          return;
        }
        wrappedLines.push(sumChunks.join(''));

        const nextChunk = chunk.trimStart(); // trim space at line break
        sumChunks = [nextChunk];
        sumWidth = this.displayWidth(nextChunk);
      });
      wrappedLines.push(sumChunks.join(''));
    });

    return wrappedLines.join('\n');
  }
}

/**
 * Strip style ANSI escape sequences from the string. In particular, SGR (Select Graphic Rendition) codes.
 *
 * @param {string} str
 * @returns {string}
 * @package
 */

function stripColor(str) {
  // eslint-disable-next-line no-control-regex
  const sgrPattern = /\x1b\[\d*(;\d*)*m/g;
  return str.replace(sgrPattern, '');
}

exports.Help = Help;
exports.stripColor = stripColor;


/***/ }),

/***/ 45240:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { InvalidArgumentError } = __nccwpck_require__(41135);

class Option {
  /**
   * Initialize a new `Option` with the given `flags` and `description`.
   *
   * @param {string} flags
   * @param {string} [description]
   */

  constructor(flags, description) {
    this.flags = flags;
    this.description = description || '';

    this.required = flags.includes('<'); // A value must be supplied when the option is specified.
    this.optional = flags.includes('['); // A value is optional when the option is specified.
    // variadic test ignores <value,...> et al which might be used to describe custom splitting of single argument
    this.variadic = /\w\.\.\.[>\]]$/.test(flags); // The option can take multiple values.
    this.mandatory = false; // The option must have a value after parsing, which usually means it must be specified on command line.
    const optionFlags = splitOptionFlags(flags);
    this.short = optionFlags.shortFlag; // May be a short flag, undefined, or even a long flag (if option has two long flags).
    this.long = optionFlags.longFlag;
    this.negate = false;
    if (this.long) {
      this.negate = this.long.startsWith('--no-');
    }
    this.defaultValue = undefined;
    this.defaultValueDescription = undefined;
    this.presetArg = undefined;
    this.envVar = undefined;
    this.parseArg = undefined;
    this.hidden = false;
    this.argChoices = undefined;
    this.conflictsWith = [];
    this.implied = undefined;
    this.helpGroupHeading = undefined; // soft initialised when option added to command
  }

  /**
   * Set the default value, and optionally supply the description to be displayed in the help.
   *
   * @param {*} value
   * @param {string} [description]
   * @return {Option}
   */

  default(value, description) {
    this.defaultValue = value;
    this.defaultValueDescription = description;
    return this;
  }

  /**
   * Preset to use when option used without option-argument, especially optional but also boolean and negated.
   * The custom processing (parseArg) is called.
   *
   * @example
   * new Option('--color').default('GREYSCALE').preset('RGB');
   * new Option('--donate [amount]').preset('20').argParser(parseFloat);
   *
   * @param {*} arg
   * @return {Option}
   */

  preset(arg) {
    this.presetArg = arg;
    return this;
  }

  /**
   * Add option name(s) that conflict with this option.
   * An error will be displayed if conflicting options are found during parsing.
   *
   * @example
   * new Option('--rgb').conflicts('cmyk');
   * new Option('--js').conflicts(['ts', 'jsx']);
   *
   * @param {(string | string[])} names
   * @return {Option}
   */

  conflicts(names) {
    this.conflictsWith = this.conflictsWith.concat(names);
    return this;
  }

  /**
   * Specify implied option values for when this option is set and the implied options are not.
   *
   * The custom processing (parseArg) is not called on the implied values.
   *
   * @example
   * program
   *   .addOption(new Option('--log', 'write logging information to file'))
   *   .addOption(new Option('--trace', 'log extra details').implies({ log: 'trace.txt' }));
   *
   * @param {object} impliedOptionValues
   * @return {Option}
   */
  implies(impliedOptionValues) {
    let newImplied = impliedOptionValues;
    if (typeof impliedOptionValues === 'string') {
      // string is not documented, but easy mistake and we can do what user probably intended.
      newImplied = { [impliedOptionValues]: true };
    }
    this.implied = Object.assign(this.implied || {}, newImplied);
    return this;
  }

  /**
   * Set environment variable to check for option value.
   *
   * An environment variable is only used if when processed the current option value is
   * undefined, or the source of the current value is 'default' or 'config' or 'env'.
   *
   * @param {string} name
   * @return {Option}
   */

  env(name) {
    this.envVar = name;
    return this;
  }

  /**
   * Set the custom handler for processing CLI option arguments into option values.
   *
   * @param {Function} [fn]
   * @return {Option}
   */

  argParser(fn) {
    this.parseArg = fn;
    return this;
  }

  /**
   * Whether the option is mandatory and must have a value after parsing.
   *
   * @param {boolean} [mandatory=true]
   * @return {Option}
   */

  makeOptionMandatory(mandatory = true) {
    this.mandatory = !!mandatory;
    return this;
  }

  /**
   * Hide option in help.
   *
   * @param {boolean} [hide=true]
   * @return {Option}
   */

  hideHelp(hide = true) {
    this.hidden = !!hide;
    return this;
  }

  /**
   * @package
   */

  _collectValue(value, previous) {
    if (previous === this.defaultValue || !Array.isArray(previous)) {
      return [value];
    }

    previous.push(value);
    return previous;
  }

  /**
   * Only allow option value to be one of choices.
   *
   * @param {string[]} values
   * @return {Option}
   */

  choices(values) {
    this.argChoices = values.slice();
    this.parseArg = (arg, previous) => {
      if (!this.argChoices.includes(arg)) {
        throw new InvalidArgumentError(
          `Allowed choices are ${this.argChoices.join(', ')}.`,
        );
      }
      if (this.variadic) {
        return this._collectValue(arg, previous);
      }
      return arg;
    };
    return this;
  }

  /**
   * Return option name.
   *
   * @return {string}
   */

  name() {
    if (this.long) {
      return this.long.replace(/^--/, '');
    }
    return this.short.replace(/^-/, '');
  }

  /**
   * Return option name, in a camelcase format that can be used
   * as an object attribute key.
   *
   * @return {string}
   */

  attributeName() {
    if (this.negate) {
      return camelcase(this.name().replace(/^no-/, ''));
    }
    return camelcase(this.name());
  }

  /**
   * Set the help group heading.
   *
   * @param {string} heading
   * @return {Option}
   */
  helpGroup(heading) {
    this.helpGroupHeading = heading;
    return this;
  }

  /**
   * Check if `arg` matches the short or long flag.
   *
   * @param {string} arg
   * @return {boolean}
   * @package
   */

  is(arg) {
    return this.short === arg || this.long === arg;
  }

  /**
   * Return whether a boolean option.
   *
   * Options are one of boolean, negated, required argument, or optional argument.
   *
   * @return {boolean}
   * @package
   */

  isBoolean() {
    return !this.required && !this.optional && !this.negate;
  }
}

/**
 * This class is to make it easier to work with dual options, without changing the existing
 * implementation. We support separate dual options for separate positive and negative options,
 * like `--build` and `--no-build`, which share a single option value. This works nicely for some
 * use cases, but is tricky for others where we want separate behaviours despite
 * the single shared option value.
 */
class DualOptions {
  /**
   * @param {Option[]} options
   */
  constructor(options) {
    this.positiveOptions = new Map();
    this.negativeOptions = new Map();
    this.dualOptions = new Set();
    options.forEach((option) => {
      if (option.negate) {
        this.negativeOptions.set(option.attributeName(), option);
      } else {
        this.positiveOptions.set(option.attributeName(), option);
      }
    });
    this.negativeOptions.forEach((value, key) => {
      if (this.positiveOptions.has(key)) {
        this.dualOptions.add(key);
      }
    });
  }

  /**
   * Did the value come from the option, and not from possible matching dual option?
   *
   * @param {*} value
   * @param {Option} option
   * @returns {boolean}
   */
  valueFromOption(value, option) {
    const optionKey = option.attributeName();
    if (!this.dualOptions.has(optionKey)) return true;

    // Use the value to deduce if (probably) came from the option.
    const preset = this.negativeOptions.get(optionKey).presetArg;
    const negativeValue = preset !== undefined ? preset : false;
    return option.negate === (negativeValue === value);
  }
}

/**
 * Convert string from kebab-case to camelCase.
 *
 * @param {string} str
 * @return {string}
 * @private
 */

function camelcase(str) {
  return str.split('-').reduce((str, word) => {
    return str + word[0].toUpperCase() + word.slice(1);
  });
}

/**
 * Split the short and long flag out of something like '-m,--mixed <value>'
 *
 * @private
 */

function splitOptionFlags(flags) {
  let shortFlag;
  let longFlag;
  // short flag, single dash and single character
  const shortFlagExp = /^-[^-]$/;
  // long flag, double dash and at least one character
  const longFlagExp = /^--[^-]/;

  const flagParts = flags.split(/[ |,]+/).concat('guard');
  // Normal is short and/or long.
  if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
  if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
  // Long then short. Rarely used but fine.
  if (!shortFlag && shortFlagExp.test(flagParts[0]))
    shortFlag = flagParts.shift();
  // Allow two long flags, like '--ws, --workspace'
  // This is the supported way to have a shortish option flag.
  if (!shortFlag && longFlagExp.test(flagParts[0])) {
    shortFlag = longFlag;
    longFlag = flagParts.shift();
  }

  // Check for unprocessed flag. Fail noisily rather than silently ignore.
  if (flagParts[0].startsWith('-')) {
    const unsupportedFlag = flagParts[0];
    const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
    if (/^-[^-][^-]/.test(unsupportedFlag))
      throw new Error(
        `${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`,
      );
    if (shortFlagExp.test(unsupportedFlag))
      throw new Error(`${baseError}
- too many short flags`);
    if (longFlagExp.test(unsupportedFlag))
      throw new Error(`${baseError}
- too many long flags`);

    throw new Error(`${baseError}
- unrecognised flag format`);
  }
  if (shortFlag === undefined && longFlag === undefined)
    throw new Error(
      `option creation failed due to no flags found in '${flags}'.`,
    );

  return { shortFlag, longFlag };
}

exports.Option = Option;
exports.DualOptions = DualOptions;


/***/ }),

/***/ 65030:
/***/ ((__unused_webpack_module, exports) => {

const maxDistance = 3;

function editDistance(a, b) {
  // https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance
  // Calculating optimal string alignment distance, no substring is edited more than once.
  // (Simple implementation.)

  // Quick early exit, return worst case.
  if (Math.abs(a.length - b.length) > maxDistance)
    return Math.max(a.length, b.length);

  // distance between prefix substrings of a and b
  const d = [];

  // pure deletions turn a into empty string
  for (let i = 0; i <= a.length; i++) {
    d[i] = [i];
  }
  // pure insertions turn empty string into b
  for (let j = 0; j <= b.length; j++) {
    d[0][j] = j;
  }

  // fill matrix
  for (let j = 1; j <= b.length; j++) {
    for (let i = 1; i <= a.length; i++) {
      let cost = 1;
      if (a[i - 1] === b[j - 1]) {
        cost = 0;
      } else {
        cost = 1;
      }
      d[i][j] = Math.min(
        d[i - 1][j] + 1, // deletion
        d[i][j - 1] + 1, // insertion
        d[i - 1][j - 1] + cost, // substitution
      );
      // transposition
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }

  return d[a.length][b.length];
}

/**
 * Find close matches, restricted to same number of edits.
 *
 * @param {string} word
 * @param {string[]} candidates
 * @returns {string}
 */

function suggestSimilar(word, candidates) {
  if (!candidates || candidates.length === 0) return '';
  // remove possible duplicates
  candidates = Array.from(new Set(candidates));

  const searchingOptions = word.startsWith('--');
  if (searchingOptions) {
    word = word.slice(2);
    candidates = candidates.map((candidate) => candidate.slice(2));
  }

  let similar = [];
  let bestDistance = maxDistance;
  const minSimilarity = 0.4;
  candidates.forEach((candidate) => {
    if (candidate.length <= 1) return; // no one character guesses

    const distance = editDistance(word, candidate);
    const length = Math.max(word.length, candidate.length);
    const similarity = (length - distance) / length;
    if (similarity > minSimilarity) {
      if (distance < bestDistance) {
        // better edit distance, throw away previous worse matches
        bestDistance = distance;
        similar = [candidate];
      } else if (distance === bestDistance) {
        similar.push(candidate);
      }
    }
  });

  similar.sort((a, b) => a.localeCompare(b));
  if (searchingOptions) {
    similar = similar.map((candidate) => `--${candidate}`);
  }

  if (similar.length > 1) {
    return `\n(Did you mean one of ${similar.join(', ')}?)`;
  }
  if (similar.length === 1) {
    return `\n(Did you mean ${similar[0]}?)`;
  }
  return '';
}

exports.suggestSimilar = suggestSimilar;


/***/ }),

/***/ 75260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ exec),
  H: () => (/* binding */ getExecOutput)
});

// EXTERNAL MODULE: external "string_decoder"
var external_string_decoder_ = __nccwpck_require__(13193);
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(70857);
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(24434);
// EXTERNAL MODULE: external "child_process"
var external_child_process_ = __nccwpck_require__(35317);
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(16928);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io.js
var io = __nccwpck_require__(88701);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util = __nccwpck_require__(90);
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_.EOL.length);
                n = s.indexOf(external_os_.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return __awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!io_util/* isRooted */.Qh(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield io/* which */.K7(this.toolPath, true);
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield io_util/* exists */.t2(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new external_string_decoder_.StringDecoder('utf8');
        const stderrDecoder = new external_string_decoder_.StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map

/***/ }),

/***/ 90:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $1: () => (/* binding */ lstat),
/* harmony export */   Ck: () => (/* binding */ mkdir),
/* harmony export */   Cy: () => (/* binding */ readdir),
/* harmony export */   H8: () => (/* binding */ IS_WINDOWS),
/* harmony export */   Qh: () => (/* binding */ isRooted),
/* harmony export */   YN: () => (/* binding */ symlink),
/* harmony export */   dJ: () => (/* binding */ stat),
/* harmony export */   h_: () => (/* binding */ readlink),
/* harmony export */   k6: () => (/* binding */ chmod),
/* harmony export */   m3: () => (/* binding */ copyFile),
/* harmony export */   rm: () => (/* binding */ rm),
/* harmony export */   t2: () => (/* binding */ exists),
/* harmony export */   vr: () => (/* binding */ tryGetExecutablePath),
/* harmony export */   y1: () => (/* binding */ unlink)
/* harmony export */ });
/* unused harmony exports open, rename, rmdir, UV_FS_O_EXLOCK, READONLY, isDirectory, getCmdPath */
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(79896);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(16928);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs__WEBPACK_IMPORTED_MODULE_0__.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        const result = yield fs__WEBPACK_IMPORTED_MODULE_0__.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return __awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = path__WEBPACK_IMPORTED_MODULE_1__.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = path__WEBPACK_IMPORTED_MODULE_1__.dirname(filePath);
                        const upperName = path__WEBPACK_IMPORTED_MODULE_1__.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = path__WEBPACK_IMPORTED_MODULE_1__.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map

/***/ }),

/***/ 88701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K7: () => (/* binding */ which),
/* harmony export */   U$: () => (/* binding */ mkdirP),
/* harmony export */   Yz: () => (/* binding */ rmRF),
/* harmony export */   cp: () => (/* binding */ cp)
/* harmony export */ });
/* unused harmony exports mv, findInPath */
/* harmony import */ var assert__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(42613);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(16928);
/* harmony import */ var _io_util_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(90);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(dest)) ? yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path__WEBPACK_IMPORTED_MODULE_1__.join(dest, path__WEBPACK_IMPORTED_MODULE_1__.basename(source))
            : dest;
        if (!(yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path__WEBPACK_IMPORTED_MODULE_1__.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return __awaiter(this, void 0, void 0, function* () {
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        (0,assert__WEBPACK_IMPORTED_MODULE_0__.ok)(fsPath, 'a path argument must be provided');
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .mkdir */ .Ck(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .isRooted */ .Qh(tool)) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(path__WEBPACK_IMPORTED_MODULE_1__.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(path__WEBPACK_IMPORTED_MODULE_1__.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return __awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .readdir */ .Cy(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .chmod */ .k6(destDir, (yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(sourceDir)).mode);
    });
}
// Buffered file copy
function copyFile(srcFile, destFile, force) {
    return __awaiter(this, void 0, void 0, function* () {
        if ((yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(destFile);
                yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .unlink */ .y1(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .chmod */ .k6(destFile, '0666');
                    yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .unlink */ .y1(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .readlink */ .h_(srcFile);
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .symlink */ .YN(symlinkFull, destFile, _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 ? 'junction' : null);
        }
        else if (!(yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(destFile)) || force) {
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .copyFile */ .m3(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
;// CONCATENATED MODULE: ./build/platforms/glibc.js
/** Of each distribution from the oldest. */
const rows = [
    ["debian", "9", "2.24", "3.4.22", "1.3.10"],
    ["debian", "10", "2.28", "3.4.25", "1.3.11"],
    ["debian", "11", "2.31", "3.4.28", "1.3.12"],
    ["debian", "12", "2.36", "3.4.30", "1.3.13"],
    ["debian", "13", "2.41", "3.4.33", "1.3.15"],
    ["ubuntu", "16.04", "2.23", "3.4.21", "1.3.9"],
    ["ubuntu", "18.04", "2.27", "3.4.25", "1.3.11"],
    ["ubuntu", "20.04", "2.31", "3.4.28", "1.3.12"],
    ["ubuntu", "22.04", "2.35", "3.4.30", "1.3.13"],
    ["ubuntu", "24.04", "2.39", "3.4.33", "1.3.15"],
    ["rhel", "7", "2.17", "3.4.19", "1.3.7"],
    ["rhel", "8", "2.28", "3.4.25", "1.3.11"],
    ["rhel", "9", "2.34", "3.4.29", "1.3.13"],
    ["rhel", "10", "2.39", "3.4.33", "1.3.15"],
    ["amzn", "2", "2.26", "3.4.24", "1.3.11"],
    ["amzn", "2023", "2.34", "3.4.29", "1.3.13"],
];
const titles = {
    debian: "Debian",
    ubuntu: "Ubuntu",
    rhel: "RHEL",
    amzn: "Amazon Linux",
};
/** From the oldest of each distribution. */
const glibcReleases = rows.map(([id, version, glibc, glibcxx, cxxabi]) => ({
    name: `${titles[id]} ${version}`,
    id,
    version,
    glibc,
    glibcxx,
    cxxabi,
}));
/** Compares versions of numbers with dots between them: negative where the left one is older. */
function compareVersions(left, right) {
    const [one, other] = [left, right].map((version) => version.split(".").map(Number));
    for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
        const difference = (one[at] ?? 0) - (other[at] ?? 0);
        if (difference !== 0) {
            return difference;
        }
    }
    return 0;
}
/** `Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later`; undefined where none of these is new enough. */
function releasesWithGlibc(minimum) {
    const firsts = Object.keys(titles).flatMap((id) => glibcReleases.find((each) => each.id === id && compareVersions(each.glibc, minimum) >= 0)?.name ?? []);
    return firsts.length === 0 ? undefined : `${firsts.join(", ")} and later`;
}
/** The names of versions that a system with this glibc has, by their prefix. */
function newestVersions(glibc) {
    // A system with exactly this glibc may have had the libstdc++ of any of these: the oldest is the one to count on.
    const sorted = [...glibcReleases].sort((left, right) => compareVersions(left.glibcxx, right.glibcxx));
    const older = sorted.filter((each) => compareVersions(each.glibc, glibc) <= 0).at(-1) ?? sorted[0];
    return { GLIBC: glibc, GLIBCXX: older?.glibcxx ?? "", CXXABI: older?.cxxabi ?? "" };
}

;// CONCATENATED MODULE: ./build/platforms/architectures.js
/*
 * Sources. Variants: `go help environment` and Go's internal/buildcfg/cfg.go, which parses these values. ELF machines: the
 * ELF specification's e_machine registry. Aliases: what kernels (`uname`), Debian, GNU and LLVM triples, Docker, node and
 * Windows call these.
 */
const armFloats = ["", "-softfloat", "-hardfloat"];
const arm64Levels = [
    ...Array.from({ length: 10 }, (_, minor) => `v8.${minor}`),
    ...Array.from({ length: 6 }, (_, minor) => `v9.${minor}`),
];
const arm64Options = ["", "-lse", "-crypto", "-lse-crypto"];
function same(variant) {
    return variant;
}
function plainVariants(variable, ...variants) {
    return { variable, variants, toGo: same };
}
function qemu(program, oldestCpu = {}, otherwise) {
    return { kind: "program", program, oldestCpu, otherwise };
}
const noQemu = { kind: "none", reason: "there is no emulator for it here" };
const powerCpus = { power8: "power8", power9: "power9", power10: "power10" };
const defaults = { aliases: [], variantAliases: {}, variants: undefined, qemu: noQemu };
/** What is the same for all platforms of an architecture, by Go's name of it. */
const architectures = {
    "386": {
        ...defaults,
        name: "386",
        bits: 32,
        byteOrder: "little",
        elf: { machine: 3, name: "EM_386" },
        variants: plainVariants("GO386", "sse2", "softfloat"),
        qemu: { kind: "none", reason: "qemu-i386 breaks the signals that Go programs live by" },
        aliases: ["i386", "i486", "i586", "i686", "x86", "ia32", "x32"],
    },
    amd64: {
        ...defaults,
        name: "amd64",
        bits: 64,
        byteOrder: "little",
        // 32-bit files of this machine are x32's, for which there is no Go.
        elf: { machine: 62, name: "EM_X86_64" },
        variants: plainVariants("GOAMD64", "v1", "v2", "v3", "v4"),
        qemu: qemu("qemu-x86_64"),
        aliases: ["x64", "amd64p32", "em64t"],
    },
    arm: {
        ...defaults,
        name: "arm",
        bits: 32,
        byteOrder: "little",
        elf: { machine: 40, name: "EM_ARM" },
        variants: {
            variable: "GOARM",
            variants: ["v5", "v6", "v7"].flatMap((level) => armFloats.map((float) => level + float)),
            toGo: (variant) => variant.slice(1).replace("-", ","),
        },
        qemu: qemu("qemu-arm", { "5": "arm926", "6": "arm1176", "7": "cortex-a7" }),
        aliases: ["arm32"],
        variantAliases: {
            v7: ["armhf", "armv7", "armv7l", "armv7a", "armv7hf", "arm7", "arm32v7", "gnueabihf", "musleabihf", "eabihf"],
            v6: ["armv6", "armv6l", "armv6hf", "arm6", "arm32v6"],
            v5: ["armel", "armv5", "armv5l", "armv5te", "armv5tel", "arm5", "arm32v5", "gnueabi", "musleabi", "eabi"],
        },
    },
    arm64: {
        ...defaults,
        name: "arm64",
        bits: 64,
        byteOrder: "little",
        elf: { machine: 183, name: "EM_AARCH64" },
        variants: {
            variable: "GOARM64",
            variants: ["v8", ...arm64Levels.flatMap((level) => arm64Options.map((option) => level + option))],
            toGo: (variant) => (variant === "v8" ? "v8.0" : variant.replaceAll("-", ",")),
        },
        // Options of a level (lse, crypto) need more than the level's oldest processor has.
        qemu: qemu("qemu-aarch64", { "v8.0": "cortex-a53" }, "max"),
        aliases: ["aarch64", "armv8", "armv8l", "arm64v8", "arm64e"],
    },
    loong64: {
        ...defaults,
        name: "loong64",
        bits: 64,
        byteOrder: "little",
        elf: { machine: 258, name: "EM_LOONGARCH" },
        qemu: qemu("qemu-loongarch64"),
        aliases: ["loongarch64", "loongarch", "loong"],
    },
    mips: {
        ...defaults,
        name: "mips",
        bits: 32,
        byteOrder: "big",
        elf: { machine: 8, name: "EM_MIPS" },
        variants: plainVariants("GOMIPS", "hardfloat", "softfloat"),
        qemu: qemu("qemu-mips"),
    },
    mipsle: {
        ...defaults,
        name: "mipsle",
        bits: 32,
        byteOrder: "little",
        elf: { machine: 8, name: "EM_MIPS" },
        variants: plainVariants("GOMIPS", "hardfloat", "softfloat"),
        qemu: qemu("qemu-mipsel"),
        aliases: ["mipsel"],
    },
    mips64: {
        ...defaults,
        name: "mips64",
        bits: 64,
        byteOrder: "big",
        elf: { machine: 8, name: "EM_MIPS" },
        variants: plainVariants("GOMIPS64", "hardfloat", "softfloat"),
        qemu: qemu("qemu-mips64"),
    },
    mips64le: {
        ...defaults,
        name: "mips64le",
        bits: 64,
        byteOrder: "little",
        elf: { machine: 8, name: "EM_MIPS" },
        variants: plainVariants("GOMIPS64", "hardfloat", "softfloat"),
        qemu: qemu("qemu-mips64el"),
        aliases: ["mips64el"],
    },
    ppc64: {
        ...defaults,
        name: "ppc64",
        bits: 64,
        byteOrder: "big",
        elf: { machine: 21, name: "EM_PPC64" },
        variants: plainVariants("GOPPC64", "power8", "power9", "power10"),
        qemu: qemu("qemu-ppc64", powerCpus),
        aliases: ["powerpc64", "powerpc"],
    },
    ppc64le: {
        ...defaults,
        name: "ppc64le",
        bits: 64,
        byteOrder: "little",
        elf: { machine: 21, name: "EM_PPC64" },
        variants: plainVariants("GOPPC64", "power8", "power9", "power10"),
        qemu: qemu("qemu-ppc64le", powerCpus),
        aliases: ["ppc64el", "powerpc64le"],
    },
    riscv64: {
        ...defaults,
        name: "riscv64",
        bits: 64,
        byteOrder: "little",
        elf: { machine: 243, name: "EM_RISCV" },
        variants: plainVariants("GORISCV64", "rva20u64", "rva22u64", "rva23u64"),
        qemu: qemu("qemu-riscv64"),
        aliases: ["riscv", "rv64", "rv64gc", "riscv64gc"],
    },
    s390x: {
        ...defaults,
        name: "s390x",
        bits: 64,
        byteOrder: "big",
        elf: { machine: 22, name: "EM_S390" },
        qemu: qemu("qemu-s390x"),
        aliases: ["s390", "systemz"],
    },
    wasm: {
        ...defaults,
        name: "wasm",
        bits: undefined,
        byteOrder: "little",
        elf: undefined,
        aliases: ["wasm32", "wasm64"],
    },
};

;// CONCATENATED MODULE: ./build/platforms/systems.js
const elf = { format: "elf", programExtension: "", sharedExtension: ".so" };
const apple = {
    format: "macho",
    programExtension: "",
    sharedExtension: ".dylib",
    canBeStatic: false,
    objectiveC: true,
};
const wasm = { format: "wasm", programExtension: ".wasm", sharedExtension: ".wasm", canBeStatic: true };
/** What is the same for all platforms of an operating system, by Go's name of it. */
const systems = {
    aix: { name: "aix", ...elf, format: "xcoff", canBeStatic: false, aliases: [] },
    android: { name: "android", ...elf, canBeStatic: false, aliases: [] },
    darwin: { name: "darwin", ...apple, aliases: ["macos", "macosx", "osx", "mac"] },
    dragonfly: { name: "dragonfly", ...elf, canBeStatic: true, aliases: [] },
    freebsd: { name: "freebsd", ...elf, canBeStatic: true, aliases: [] },
    illumos: { name: "illumos", ...elf, canBeStatic: false, aliases: [] },
    ios: { name: "ios", ...apple, aliases: [] },
    js: { name: "js", ...wasm, aliases: [] },
    linux: { name: "linux", ...elf, canBeStatic: true, aliases: [] },
    netbsd: { name: "netbsd", ...elf, canBeStatic: true, aliases: [] },
    openbsd: { name: "openbsd", ...elf, canBeStatic: false, aliases: [] },
    plan9: { name: "plan9", ...elf, format: "plan9", canBeStatic: true, aliases: [] },
    solaris: { name: "solaris", ...elf, canBeStatic: false, aliases: [] },
    wasip1: { name: "wasip1", ...wasm, aliases: ["wasi", "wasip2"] },
    windows: {
        name: "windows",
        format: "pe",
        programExtension: ".exe",
        sharedExtension: ".dll",
        canBeStatic: true,
        absentHeaders: ("arpa/inet.h dlfcn.h fnmatch.h grp.h ifaddrs.h mntent.h net/if.h netdb.h netinet/in.h netinet/tcp.h poll.h pty.h pwd.h " +
            "sys/epoll.h sys/eventfd.h sys/inotify.h sys/ioctl.h sys/mman.h sys/mount.h sys/prctl.h sys/resource.h sys/select.h " +
            "sys/socket.h sys/statvfs.h sys/syscall.h sys/sysinfo.h sys/uio.h sys/un.h sys/utsname.h sys/vfs.h sys/wait.h " +
            "syslog.h termios.h").split(" "),
        aliases: ["win", "win32", "win64", "mingw", "mingw32", "mingw64"],
    },
};

;// CONCATENATED MODULE: ./build/platforms/rows.js


function linuxAbi({ glibc, musl, ...abi }, targets, note = "") {
    return {
        multiarch: abi.triple,
        libc: "glibc",
        interpreters: { glibc, musl },
        levels: undefined,
        staticReason: undefined,
        document: { targets, note },
        ...abi,
    };
}
/** mingw-w64 with POSIX threads: the only model with std::thread. */
function mingwAbi(triple, targets) {
    return {
        triple,
        multiarch: triple,
        architecture: undefined,
        libc: "mingw",
        interpreters: {},
        clang: lld(),
        levels: undefined,
        staticReason: undefined,
        document: { targets, note: "C runtime linked in, POSIX threads" },
    };
}
function lld(...flags) {
    return { flags, gnuLinker: undefined };
}
function gnuLd(flags, reason, lldSince) {
    return { flags, gnuLinker: { reason, lldSince } };
}
function abis(...all) {
    return { kind: "abis", abis: all, otherLevels: undefined };
}
function none(reason) {
    return { kind: "none", reason };
}
/** What most platforms have in common. */
function row(os, arch, c, facts = {}) {
    return {
        os,
        arch,
        system: systems[os],
        architecture: architectures[arch],
        cgoSupported: true,
        internalPie: false,
        externalLinker: false,
        c,
        ...facts,
    };
}
const pie = { internalPie: true };
const noCgo = { cgoSupported: false };
const macRunner = "build it in a job on a macOS runner, where Go finds Apple's compiler";
const rows_apple = none(`Apple's C headers and libraries come with Xcode only; ${macRunner}`);
const android = none("Android's C compiler is the NDK's, which apt does not have; build it with the NDK");
const freebsd = none("no Linux distribution packages its C library; build it in a FreeBSD virtual machine");
const netbsd = none("no Linux distribution packages its C library; build it in a NetBSD virtual machine");
const openbsd = none("no Linux distribution packages its C library; build it in an OpenBSD virtual machine");
const unpackaged = none("no distribution packages a C compiler for it; leave C out with `cgo: off`");
// Without optimisation, clang before 22 reads and writes what is not aligned as if it were, unless it is told not to.
const mips32Flags = ["-march=mips32r2", "-mfpxx", "-mllvm", "-fast-isel=0"];
const mips64Flags = ["-march=mips64r2"];
const mipsLinker = "lld links no C++ for MIPS that is not position-independent, and from 22 on nothing with Debian's crt files";
function mips(abi, target, flags) {
    const clang = gnuLd(flags, mipsLinker);
    return {
        kind: "abis",
        abis: [linuxAbi({ ...abi, clang, levels: ["hardfloat"] }, target, "hard-float")],
        otherLevels: "the C libraries that distributions have for MIPS are hard-float; use hardfloat or `cgo: off`",
    };
}
/**
 * armhf is ARMv7 with VFP and Thumb-2 down to its crt files, so anything below it takes armel. armel's loader is missing on
 * most systems with such a processor (Raspberry Pi OS is armhf), hence static.
 */
const arm = abis(linuxAbi({
    triple: "arm-linux-gnueabihf",
    architecture: "armhf",
    glibc: "/lib/ld-linux-armhf.so.3",
    musl: "/lib/ld-musl-armhf.so.1",
    levels: ["7", "7,hardfloat"],
    clang: lld("-march=armv7-a", "-mfpu=vfpv3-d16", "-mfloat-abi=hard", "-mthumb"),
}, "linux/arm/v7", "ARMv7 with VFP"), linuxAbi({
    triple: "arm-linux-gnueabi",
    architecture: "armel",
    glibc: "/lib/ld-linux.so.3",
    musl: "/lib/ld-musl-arm.so.1",
    staticReason: "the soft-float armel toolchain, whose dynamic loader most such systems lack",
    // Below ARMv6 clang calls libatomic where gcc calls its own library. lld takes libraries in any order.
    clang: lld("-march=armv5te", "-mfloat-abi=soft", "-Wl,--push-state,--as-needed,-latomic,--pop-state"),
}, "linux/arm/v5, linux/arm/v6", "linked static: such systems lack its loader"));
/** Every platform, in the order in which Go lists them. */
const platformRows = [
    row("aix", "ppc64", none("its C library exists on AIX only; build it there")),
    row("android", "386", android, { externalLinker: true }),
    row("android", "amd64", android, { externalLinker: true }),
    row("android", "arm", android, { externalLinker: true }),
    row("android", "arm64", android, pie),
    row("darwin", "amd64", rows_apple, pie),
    row("darwin", "arm64", rows_apple, pie),
    row("dragonfly", "amd64", none("no Linux distribution packages its C library; build it on DragonFly BSD")),
    row("freebsd", "386", freebsd),
    row("freebsd", "amd64", freebsd),
    row("freebsd", "arm", freebsd),
    row("freebsd", "arm64", freebsd),
    row("illumos", "amd64", none("no Linux distribution packages its C library; build it on illumos")),
    row("ios", "amd64", rows_apple),
    row("ios", "arm64", rows_apple, { externalLinker: true }),
    row("js", "wasm", unpackaged, noCgo),
    row("linux", "386", abis(linuxAbi({
        triple: "i686-linux-gnu",
        multiarch: "i386-linux-gnu",
        architecture: "i386",
        glibc: "/lib/ld-linux.so.2",
        musl: "/lib/ld-musl-i386.so.1",
        clang: lld("-march=i686"),
    }, "linux/386"))),
    row("linux", "amd64", abis(linuxAbi({
        triple: "x86_64-linux-gnu",
        architecture: "amd64",
        glibc: "/lib64/ld-linux-x86-64.so.2",
        musl: "/lib/ld-musl-x86_64.so.1",
        clang: lld("-march=x86-64"),
    }, "linux/amd64")), pie),
    row("linux", "arm", arm),
    row("linux", "arm64", abis(linuxAbi({
        triple: "aarch64-linux-gnu",
        architecture: "arm64",
        glibc: "/lib/ld-linux-aarch64.so.1",
        musl: "/lib/ld-musl-aarch64.so.1",
        clang: lld("-march=armv8-a"),
    }, "linux/arm64")), pie),
    row("linux", "loong64", abis(linuxAbi({
        triple: "loongarch64-linux-gnu",
        architecture: "loong64",
        glibc: "/lib64/ld-linux-loongarch-lp64d.so.1",
        musl: "/lib/ld-musl-loongarch64.so.1",
        clang: gnuLd(["-mabi=lp64d"], "what lld links static for loong64 crashes"),
    }, "linux/loong64", "Debian 13 and later")), pie),
    row("linux", "mips", mips({
        triple: "mips-linux-gnu",
        architecture: "mips",
        glibc: "/lib/ld.so.1",
        musl: "/lib/ld-musl-mips.so.1",
    }, "linux/mips", mips32Flags)),
    row("linux", "mips64", mips({
        triple: "mips64-linux-gnuabi64",
        architecture: "mips64",
        glibc: "/lib64/ld.so.1",
        musl: "/lib/ld-musl-mips64.so.1",
    }, "linux/mips64", mips64Flags)),
    row("linux", "mips64le", mips({
        triple: "mips64el-linux-gnuabi64",
        architecture: "mips64el",
        glibc: "/lib64/ld.so.1",
        musl: "/lib/ld-musl-mips64el.so.1",
    }, "linux/mips64le", mips64Flags)),
    row("linux", "mipsle", mips({
        triple: "mipsel-linux-gnu",
        architecture: "mipsel",
        glibc: "/lib/ld.so.1",
        musl: "/lib/ld-musl-mipsel.so.1",
    }, "linux/mipsle", mips32Flags)),
    row("linux", "ppc64", none("Debian's C library for ppc64 has the ABI v1 and Go emits ABI v2; use linux/ppc64le, or leave C out with `cgo: off`"), noCgo),
    row("linux", "ppc64le", abis(linuxAbi({
        triple: "powerpc64le-linux-gnu",
        architecture: "ppc64el",
        glibc: "/lib64/ld64.so.2",
        musl: "/lib/ld-musl-powerpc64le.so.1",
        clang: lld("-mcpu=power8"),
    }, "linux/ppc64le")), pie),
    row("linux", "riscv64", abis(linuxAbi({
        triple: "riscv64-linux-gnu",
        architecture: "riscv64",
        glibc: "/lib/ld-linux-riscv64-lp64d.so.1",
        musl: "/lib/ld-musl-riscv64.so.1",
        clang: gnuLd(["-march=rv64gc", "-mabi=lp64d"], "lld before 15 cannot relax the code that the C library's files have", 15),
    }, "linux/riscv64"))),
    row("linux", "s390x", abis(linuxAbi({
        triple: "s390x-linux-gnu",
        architecture: "s390x",
        glibc: "/lib/ld64.so.1",
        musl: "/lib/ld-musl-s390x.so.1",
        clang: gnuLd(["-march=z196"], "lld 16 does not know s390x, and 19 does", 19),
    }, "linux/s390x"))),
    row("netbsd", "386", netbsd),
    row("netbsd", "amd64", netbsd),
    row("netbsd", "arm", netbsd),
    row("netbsd", "arm64", netbsd),
    row("openbsd", "386", openbsd),
    row("openbsd", "amd64", openbsd),
    row("openbsd", "arm", openbsd),
    row("openbsd", "arm64", openbsd),
    row("openbsd", "ppc64", openbsd, noCgo),
    row("openbsd", "riscv64", openbsd),
    row("plan9", "386", unpackaged, noCgo),
    row("plan9", "amd64", unpackaged, noCgo),
    row("plan9", "arm", unpackaged, noCgo),
    row("solaris", "amd64", none("its C library exists on Solaris only; build it there")),
    row("wasip1", "wasm", unpackaged, noCgo),
    row("windows", "386", abis(mingwAbi("i686-w64-mingw32", "windows/386")), pie),
    row("windows", "amd64", abis(mingwAbi("x86_64-w64-mingw32", "windows/amd64")), pie),
    row("windows", "arm64", none("neither Debian nor Ubuntu packages a mingw-w64 for it; build it in a job on a `windows-11-arm` runner"), pie),
];

;// CONCATENATED MODULE: ./build/platforms/target.js
/** The name a user writes: `linux/arm/v7`. */
function target_targetName(target) {
    return [target.os, target.arch, target.variant].filter((part) => part !== undefined).join("/");
}
/** The part of a file name that tells targets apart: `linux_armv7`. Legal in every file and artifact name. */
function targetFileSuffix(target) {
    return `${target.os}_${target.arch}${target.variant ?? ""}`;
}
/** The part of an environment variable's name that tells targets apart: `linux_arm_v7`. */
function targetVariableSuffix(target) {
    return [target.os, target.arch, target.variant]
        .filter((part) => part !== undefined)
        .join("_")
        .replaceAll(/[^A-Za-z0-9]/g, "_");
}

;// CONCATENATED MODULE: ./build/platforms/table.js


const byName = new Map(platformRows.map((row) => [`${row.os}/${row.arch}`, row]));
const byArch = new Map(platformRows.map(({ architecture }) => [architecture.name, architecture]));
const byOs = new Map(platformRows.map(({ system }) => [system.name, system]));
/** What is known of a platform; undefined of one that is newer than this table. */
function platformRow({ os, arch }) {
    return byName.get(`${os}/${arch}`);
}
/** What is known of an architecture, by Go's name of it. */
function architectureOf(arch) {
    return byArch.get(arch);
}
/** Every architecture of the table, once. */
const allArchitectures = [...byArch.values()];
/** What is known of an operating system, by Go's name of it. */
function systemOf(os) {
    return byOs.get(os);
}
/**
 * The platforms of Go 1.26, in the order in which Go lists them. They only serve to name the nearest known target where
 * there is no Go to ask: wherever the user's Go answers, its own list is used instead.
 */
const knownPlatforms = platformRows.map(({ os, arch, cgoSupported }) => ({
    os,
    arch,
    cgoSupported,
}));
/** How an architecture's variants are written; undefined where it has none. */
function variantsOf(arch) {
    return byArch.get(arch)?.variants;
}
/**
 * Go's names of what other tools call otherwise: `aarch64` to `arm64`, and, with a slash, an architecture and its variant:
 * `armhf` to `arm/v7`.
 */
const aliases = new Map([
    ...[...byOs.values(), ...byArch.values()].flatMap(({ name, aliases: others }) => others.map((other) => [other, name])),
    ...[...byArch.values()].flatMap(({ name, variantAliases }) => Object.entries(variantAliases).flatMap(([variant, others]) => others.map((other) => [other, `${name}/${variant}`]))),
]);
/**
 * The C ABI of a target.
 * @param levels The target's effective values of Go's variant variables, such as `{ GOARM: "6" }`.
 */
function targetAbi(target, levels) {
    const row = platformRow(target);
    if (row === undefined || row.c.kind === "none") {
        const reason = row?.c.kind === "none" ? row.c.reason : undefined;
        return noAbi(target, reason ?? "no distribution packages a C compiler for it; leave C out with `cgo: off`");
    }
    const variable = row.architecture.variants?.variable ?? "";
    const level = levels[variable];
    const abi = row.c.abis.find((each) => level === undefined || each.levels === undefined || each.levels.includes(level));
    if (abi === undefined) {
        return noAbi(target, row.c.otherLevels ?? `none of its C libraries is for ${variable}=${level ?? ""}`);
    }
    const { staticReason } = abi;
    return {
        kind: "abi",
        abi,
        staticReason: staticReason === undefined ? undefined : `${variable}=${level ?? ""} is built with ${staticReason}`,
    };
}
function noAbi(target, reason) {
    return { kind: "none", reason: `there is no C toolchain for ${target_targetName(target)} here: ${reason}` };
}
/** The C ABI of a machine that programs run on, by Go's name of its architecture. Throws where the table has none. */
function hostAbi(arch) {
    const row = platformRow({ os: "linux", arch });
    if (row === undefined || row.c.kind === "none") {
        throw new Error(`no row of the table of platforms has a C ABI for linux/${arch}`);
    }
    return row.c.abis[0];
}

;// CONCATENATED MODULE: ./build/platforms/go-variables.js

/**
 * The variables that make `go` build for the target: GOOS, GOARCH and, with a variant, the one that carries it.
 * Source: `go help environment`, "Architecture-specific environment variables".
 */
function targetGoVariables(target) {
    const variables = { GOOS: target.os, GOARCH: target.arch };
    const variants = variantsOf(target.arch);
    if (target.variant !== undefined && variants !== undefined) {
        variables[variants.variable] = variants.toGo(target.variant);
    }
    return variables;
}

;// CONCATENATED MODULE: ./build/platforms/host-directories.js
/**
 * The variables by which compilers and pkg-config are told of more directories, colons between them. They hold for
 * whatever is compiled for, so that what they say of the machine's own files is wrong for any other platform.
 */
const searchPathVariables = [
    "CPATH",
    "C_INCLUDE_PATH",
    "CPLUS_INCLUDE_PATH",
    "OBJC_INCLUDE_PATH",
    "LIBRARY_PATH",
    "PKG_CONFIG_PATH",
];
/** Where a machine's own headers and libraries are. On most, /lib and its like are links to what is in /usr. */
const places = ["/usr", "/lib", "/lib32", "/lib64", "/libx32"];
/** The same for a `case` of a shell. */
const hostDirectoryPatterns = places.flatMap((place) => [place, `${place}/*`]);
/** Whether what lies in a directory is installed on the machine, and for the machine: /usr/local is the machine's too. */
function isHostDirectory(path) {
    const plain = withoutDots(path);
    return places.some((place) => plain === place || plain.startsWith(`${place}/`));
}
/** `/usr/lib` for `//usr/./local/../lib/`. */
function withoutDots(path) {
    const parts = [];
    for (const part of path.split("/")) {
        if (part === "..") {
            parts.pop();
        }
        else if (part !== "" && part !== ".") {
            parts.push(part);
        }
    }
    return `${path.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}
/** The directories of a search path, without those of the machine's own where they are not wanted. */
function searchPathDirectories(path, { own }) {
    return (path ?? "").split(":").filter((each) => each !== "" && (own || !isHostDirectory(each)));
}

;// CONCATENATED MODULE: ./build/platforms/library-packages.js
/**
 * Generated by scripts/library-packages.ts on 2026-11-24 from the Contents indexes of
 * debian-11, debian-12. Do not edit: change the script.
 */
/** A development package, the names of its pkg-config files, and those of its libraries. */
const library_packages_rows = [
    ["libacl1-dev", "libacl", "acl"],
    ["libaio-dev", "", "aio"],
    ["libarchive-dev", "libarchive", "archive"],
    ["libasound2-dev", "alsa", "asound"],
    ["libass-dev", "libass", "ass"],
    ["libattr1-dev", "libattr", "attr"],
    ["libaudit-dev", "audit", "audit"],
    ["libavahi-client-dev", "avahi-client", "avahi-client"],
    ["libavcodec-dev", "libavcodec", "avcodec"],
    ["libavdevice-dev", "libavdevice", "avdevice"],
    ["libavfilter-dev", "libavfilter", "avfilter"],
    ["libavformat-dev", "libavformat", "avformat"],
    ["libavutil-dev", "libavutil", "avutil"],
    ["libblkid-dev", "blkid", "blkid"],
    ["libblosc-dev", "blosc", "blosc"],
    ["libbluetooth-dev", "bluez", "bluetooth"],
    ["libbpf-dev", "libbpf", "bpf"],
    ["libbrotli-dev", "libbrotlicommon libbrotlidec libbrotlienc", "brotlicommon brotlidec brotlienc"],
    ["libbsd-dev", "libbsd libbsd-ctor libbsd-overlay", "bsd bsd-ctor"],
    ["libbtrfs-dev", "", "btrfs"],
    ["libbz2-dev", "", "bz2"],
    ["libc-ares-dev", "libcares", "cares"],
    [
        "libcairo2-dev",
        "cairo cairo-fc cairo-ft cairo-gobject cairo-pdf cairo-png cairo-ps cairo-script cairo-svg cairo-tee cairo-xcb cairo-xcb-shm cairo-xlib cairo-xlib-xrender",
        "cairo cairo-gobject cairo-script-interpreter",
    ],
    ["libcap-dev", "libcap libpsx", "cap psx"],
    ["libcap-ng-dev", "libcap-ng", "cap-ng drop_ambient"],
    ["libcephfs-dev", "", "cephfs"],
    ["libconfuse-dev", "libconfuse", "confuse"],
    ["libcrypt-dev", "libcrypt libxcrypt", "crypt"],
    ["libcups2-dev", "", "cups"],
    ["libdbus-1-dev", "dbus-1", "dbus-1"],
    ["libdevmapper-dev", "devmapper devmapper-event", "devmapper devmapper-event"],
    [
        "libdrm-dev",
        "libdrm libdrm_amdgpu libdrm_etnaviv libdrm_freedreno libdrm_nouveau libdrm_radeon libdrm_tegra libdrm_vc4",
        "drm drm_amdgpu drm_etnaviv drm_freedreno drm_nouveau drm_radeon drm_tegra",
    ],
    ["libdw-dev", "libdw", "dw"],
    ["libedit-dev", "libedit", "edit"],
    ["libegl-dev", "egl", "EGL"],
    ["libelf-dev", "libelf", "elf"],
    ["libev-dev", "", "ev"],
    ["libevdev-dev", "libevdev", "evdev"],
    [
        "libevent-dev",
        "libevent libevent_core libevent_extra libevent_openssl libevent_pthreads",
        "event event_core event_extra event_openssl event_pthreads",
    ],
    ["libexif-dev", "libexif", "exif"],
    ["libexpat1-dev", "expat", "expat expatw"],
    ["libffi-dev", "libffi", "ffi ffi_pic"],
    [
        "libfftw3-dev",
        "fftw3 fftw3f fftw3l",
        "fftw3 fftw3_omp fftw3_threads fftw3f fftw3f_omp fftw3f_threads fftw3l fftw3l_omp fftw3l_threads",
    ],
    ["libflac-dev", "flac", "FLAC"],
    ["libfontconfig-dev", "fontconfig", "fontconfig"],
    ["libfreetype-dev", "freetype2", "freetype"],
    ["libftdi1-dev", "libftdi1", "ftdi1"],
    ["libfuse-dev", "fuse", "fuse ulockmgr"],
    ["libfuse3-dev", "fuse3", "fuse3"],
    ["libgbm-dev", "gbm", "gbm"],
    ["libgd-dev", "gdlib", "gd"],
    ["libgdal-dev", "gdal", "gdal"],
    ["libgeos-dev", "geos", "geos_c"],
    ["libgif-dev", "libgif libgif7", "gif"],
    ["libgirepository1.0-dev", "gobject-introspection-1.0 gobject-introspection-no-export-1.0", "girepository-1.0"],
    ["libgit2-dev", "libgit2", "git2"],
    ["libgl-dev", "gl", "GL"],
    ["libgles-dev", "glesv1_cm glesv2", "GLESv1_CM GLESv2"],
    ["libglew-dev", "glew", "GLEW"],
    ["libglfw3-dev", "glfw3", "glfw"],
    [
        "libglib2.0-dev",
        "gio-2.0 gio-unix-2.0 glib-2.0 gmodule-2.0 gmodule-export-2.0 gmodule-no-export-2.0 gobject-2.0 gthread-2.0",
        "gio-2.0 glib-2.0 gmodule-2.0 gobject-2.0 gthread-2.0",
    ],
    ["libglu1-mesa-dev", "glu", "GLU"],
    ["libgmp-dev", "gmp gmpxx", "gmp gmpxx"],
    ["libgnutls28-dev", "gnutls gnutls-dane", "gnutls gnutls-dane gnutls-openssl gnutlsxx"],
    ["libgpg-error-dev", "gpg-error", "gpg-error"],
    ["libgpgme-dev", "gpgme", "gpgme"],
    ["libgphoto2-dev", "libgphoto2 libgphoto2_port", "gphoto2 gphoto2_port"],
    ["libgpiod-dev", "libgpiod libgpiodcxx", "gpiod gpiodcxx"],
    [
        "libgstreamer-plugins-base1.0-dev",
        "gstreamer-allocators-1.0 gstreamer-app-1.0 gstreamer-audio-1.0 gstreamer-fft-1.0 gstreamer-gl-1.0 gstreamer-gl-egl-1.0 gstreamer-gl-prototypes-1.0 gstreamer-gl-wayland-1.0 gstreamer-gl-x11-1.0 gstreamer-pbutils-1.0 gstreamer-plugins-base-1.0 gstreamer-riff-1.0 gstreamer-rtp-1.0 gstreamer-rtsp-1.0 gstreamer-sdp-1.0 gstreamer-tag-1.0 gstreamer-video-1.0",
        "gstallocators-1.0 gstapp-1.0 gstaudio-1.0 gstfft-1.0 gstgl-1.0 gstpbutils-1.0 gstriff-1.0 gstrtp-1.0 gstrtsp-1.0 gstsdp-1.0 gsttag-1.0 gstvideo-1.0",
    ],
    [
        "libgstreamer1.0-dev",
        "gstreamer-1.0 gstreamer-base-1.0 gstreamer-check-1.0 gstreamer-controller-1.0 gstreamer-net-1.0",
        "gstbase-1.0 gstcheck-1.0 gstcontroller-1.0 gstnet-1.0 gstreamer-1.0",
    ],
    [
        "libgtk-3-dev",
        "gdk-3.0 gdk-broadway-3.0 gdk-wayland-3.0 gdk-x11-3.0 gtk+-3.0 gtk+-broadway-3.0 gtk+-unix-print-3.0 gtk+-wayland-3.0 gtk+-x11-3.0",
        "gdk-3 gtk-3",
    ],
    ["libgtk-4-dev", "gtk4 gtk4-broadway gtk4-unix-print gtk4-wayland gtk4-x11", "gtk-4"],
    ["libgudev-1.0-dev", "gudev-1.0", "gudev-1.0"],
    [
        "libharfbuzz-dev",
        "harfbuzz harfbuzz-gobject harfbuzz-icu harfbuzz-subset",
        "harfbuzz harfbuzz-gobject harfbuzz-icu harfbuzz-subset",
    ],
    [
        "libhdf5-dev",
        "hdf5-serial",
        "hdf5_serial hdf5_serial_cpp hdf5_serial_fortran hdf5_serial_hl hdf5_serial_hl_cpp hdf5_serialhl_fortran",
    ],
    ["libheif-dev", "libheif", "heif"],
    ["libhidapi-dev", "hidapi-hidraw hidapi-libusb", "hidapi-hidraw hidapi-libusb"],
    ["libhiredis-dev", "hiredis", "hiredis"],
    ["libhwloc-dev", "hwloc", "hwloc"],
    [
        "libibverbs-dev",
        "libefa libibverbs libmana libmlx4 libmlx5",
        "bnxt_re-rdmav33 bnxt_re-rdmav34 cxgb4-rdmav33 cxgb4-rdmav34 efa erdma-rdmav34 hfi1verbs-rdmav33 hfi1verbs-rdmav34 hns-rdmav33 hns-rdmav34 i40iw-rdmav33 ibverbs ipathverbs-rdmav33 ipathverbs-rdmav34 irdma-rdmav34 mana mlx4 mlx5 mthca-rdmav33 mthca-rdmav34 ocrdma-rdmav33 ocrdma-rdmav34 qedr-rdmav33 qedr-rdmav34 rxe-rdmav33 rxe-rdmav34 siw-rdmav33 siw-rdmav34 vmw_pvrdma-rdmav33 vmw_pvrdma-rdmav34",
    ],
    ["libicu-dev", "icu-i18n icu-io icu-uc", "icudata icui18n icuio icutest icutu icuuc"],
    ["libidn2-dev", "libidn2", "idn2"],
    ["libiio-dev", "libiio", "iio"],
    ["libinput-dev", "libinput", "input"],
    ["libjack-jackd2-dev", "", "jacknet"],
    ["libjansson-dev", "jansson", "jansson"],
    ["libjemalloc-dev", "jemalloc", "jemalloc jemalloc_pic"],
    ["libjpeg62-turbo-dev", "libjpeg", "jpeg"],
    ["libjson-c-dev", "json-c", "json-c"],
    ["libkeyutils-dev", "libkeyutils", "keyutils"],
    ["libkmod-dev", "libkmod", "kmod"],
    [
        "libkrb5-dev",
        "gssrpc kdb",
        "gssapi_krb5 gssrpc k5crypto kadm5clnt kadm5clnt_mit kadm5srv kadm5srv_mit kdb5 krb5 krb5support",
    ],
    ["liblcms2-dev", "lcms2", "lcms2"],
    ["libldap-dev", "lber ldap", ""],
    ["libleptonica-dev", "lept", "lept leptonica"],
    ["libleveldb-dev", "", "leveldb memenv"],
    ["liblmdb-dev", "lmdb", "lmdb"],
    ["liblua5.1-0-dev", "lua-5.1 lua-5.1-c++ lua5.1 lua5.1-c++ lua51 lua51-c++", "lua5.1 lua5.1-c++"],
    ["liblua5.3-dev", "lua-5.3 lua-5.3-c++ lua5.3 lua5.3-c++ lua53 lua53-c++", "lua5.3 lua5.3-c++"],
    ["liblua5.4-dev", "lua-5.4 lua-5.4-c++ lua5.4 lua5.4-c++ lua54 lua54-c++", "lua5.4 lua5.4-c++"],
    ["liblz4-dev", "liblz4", "lz4"],
    ["liblzma-dev", "liblzma", "lzma"],
    ["liblzo2-dev", "lzo2", "lzo2"],
    ["libmagic-dev", "libmagic", "magic"],
    ["libmariadb-dev", "libmariadb mariadb", "mariadb mariadbclient mysqlservices"],
    ["libmaxminddb-dev", "libmaxminddb", "maxminddb"],
    ["libmbedtls-dev", "", "mbedcrypto mbedtls mbedx509"],
    ["libmemcached-dev", "libmemcached", "memcached memcachedutil"],
    ["libmnl-dev", "libmnl", "mnl"],
    ["libmodbus-dev", "libmodbus", "modbus"],
    ["libmosquitto-dev", "libmosquitto", "mosquitto"],
    ["libmount-dev", "mount", "mount"],
    ["libmp3lame-dev", "lame", "mp3lame"],
    ["libmpg123-dev", "libmpg123 libout123 libsyn123", "mpg123 out123 syn123"],
    ["libmpv-dev", "mpv", "mpv"],
    ["libmsgpack-dev", "msgpack", "msgpackc"],
    ["libmtp-dev", "libmtp", "mtp"],
    [
        "libncurses-dev",
        "form formw menu menuw ncurses ncurses++ ncurses++w ncursesw panel panelw tic tinfo",
        "curses form formw menu menuw ncurses ncurses++ ncurses++w ncursesw panel panelw termcap tic tinfo",
    ],
    ["libnet1-dev", "", "net"],
    ["libnetfilter-conntrack-dev", "libnetfilter_conntrack", "netfilter_conntrack"],
    ["libnetfilter-log-dev", "libnetfilter_log libnetfilter_log_libipulog", "netfilter_log netfilter_log_libipulog"],
    ["libnetfilter-queue-dev", "libnetfilter_queue", "netfilter_queue"],
    ["libnfc-dev", "libnfc", "nfc"],
    ["libnfnetlink-dev", "libnfnetlink", "nfnetlink"],
    ["libnfs-dev", "libnfs", "nfs"],
    ["libnftables-dev", "libnftables", "nftables"],
    ["libnftnl-dev", "libnftnl", "nftnl"],
    ["libnl-3-dev", "libnl-3.0", ""],
    ["libnl-genl-3-dev", "libnl-genl-3.0", ""],
    ["libnl-route-3-dev", "libnl-route-3.0", "nl-route-3"],
    ["libnotify-dev", "libnotify", "notify"],
    ["libnspr4-dev", "nspr xulrunner-nspr", ""],
    ["libnss3-dev", "nss xulrunner-nss", "crmf"],
    ["libnuma-dev", "numa", "numa"],
    ["libogg-dev", "ogg", "ogg"],
    ["libonig-dev", "oniguruma", "onig"],
    ["libopenal-dev", "openal", "openal"],
    ["libopencv-dev", "opencv4", ""],
    ["libopenjp2-7-dev", "libopenjp2 libopenjp3d libopenjpip", "openjp2 openjpip_server"],
    ["libopenslide-dev", "openslide", "openslide"],
    ["libopus-dev", "opus", "opus"],
    ["libopusfile-dev", "opusfile opusurl", "opusfile opusurl"],
    ["libp11-kit-dev", "p11-kit-1", "p11-kit"],
    ["libpam0g-dev", "pam pam_misc pamc", "pam pam_misc pamc"],
    [
        "libpango1.0-dev",
        "pango pangocairo pangofc pangoft2 pangoot pangoxft",
        "pango-1.0 pangocairo-1.0 pangoft2-1.0 pangoxft-1.0",
    ],
    ["libparted-dev", "libparted libparted-fs-resize", "parted parted-fs-resize"],
    ["libpcap0.8-dev", "libpcap", "pcap"],
    ["libpci-dev", "libpci", "pci"],
    ["libpcre2-dev", "libpcre2-16 libpcre2-32 libpcre2-8 libpcre2-posix", "pcre2-16 pcre2-32 pcre2-8 pcre2-posix"],
    ["libpcre3-dev", "libpcre libpcre16 libpcre32 libpcrecpp libpcreposix", "pcre pcre16 pcre32 pcrecpp pcreposix"],
    ["libpcsclite-dev", "libpcsclite", "pcsclite"],
    ["libpipewire-0.3-dev", "libpipewire-0.3", "pipewire-0.3"],
    ["libpng-dev", "libpng libpng16", "png png16"],
    ["libpoppler-glib-dev", "poppler-glib", "poppler-glib"],
    ["libpopt-dev", "popt", "popt"],
    ["libpq-dev", "libpq", "pq"],
    ["libproj-dev", "proj", "proj"],
    ["libprotobuf-dev", "protobuf protobuf-lite", "protobuf protobuf-lite"],
    ["libpulse-dev", "libpulse libpulse-mainloop-glib libpulse-simple", "pulse pulse-mainloop-glib pulse-simple"],
    ["librabbitmq-dev", "librabbitmq", "rabbitmq"],
    ["librados-dev", "", "rados"],
    ["libraw1394-dev", "libraw1394", "raw1394"],
    ["librbd-dev", "", "rbd"],
    ["librdkafka-dev", "rdkafka rdkafka++", "rdkafka rdkafka++"],
    ["librdmacm-dev", "librdmacm", "rdmacm"],
    ["libreadline-dev", "readline", ""],
    ["librocksdb-dev", "rocksdb", "rocksdb"],
    ["librtlsdr-dev", "librtlsdr", "rtlsdr"],
    ["librtmidi-dev", "rtmidi", "rtmidi"],
    ["libsamplerate0-dev", "samplerate", "samplerate"],
    ["libsane-dev", "sane-backends", "sane"],
    ["libsasl2-dev", "libsasl2", "sasl2"],
    ["libsdl2-dev", "sdl2", "SDL2 SDL2-2.0 SDL2_test SDL2main"],
    ["libsdl2-gfx-dev", "SDL2_gfx", "SDL2_gfx"],
    ["libsdl2-image-dev", "SDL2_image", "SDL2_image SDL2_image-2.0"],
    ["libsdl2-mixer-dev", "SDL2_mixer", "SDL2_mixer SDL2_mixer-2.0"],
    ["libsdl2-ttf-dev", "SDL2_ttf", "SDL2_ttf SDL2_ttf-2.0"],
    ["libseccomp-dev", "libseccomp", "seccomp"],
    ["libsecp256k1-dev", "libsecp256k1", "secp256k1"],
    ["libsecret-1-dev", "libsecret-1 libsecret-unstable", "secret-1"],
    ["libselinux1-dev", "libselinux", "selinux"],
    ["libsensors-dev", "", "sensors"],
    ["libserialport-dev", "libserialport", "serialport"],
    ["libslurm-dev", "", "slurm"],
    ["libsmbclient-dev", "smbclient", "smbclient"],
    ["libsnappy-dev", "snappy", "snappy snappy-shared"],
    ["libsndfile1-dev", "sndfile", "sndfile"],
    ["libsodium-dev", "libsodium", "sodium"],
    ["libsoxr-dev", "soxr soxr-lsr", "soxr soxr-lsr"],
    ["libspeex-dev", "speex", "speex"],
    ["libspeexdsp-dev", "speexdsp", "speexdsp"],
    ["libsqlcipher-dev", "sqlcipher", "sqlcipher"],
    ["libsqlite3-dev", "sqlite3", "sqlite3"],
    ["libsrt-openssl-dev", "", "srt"],
    ["libssh2-1-dev", "libssh2", "ssh2"],
    ["libssl-dev", "libcrypto libssl openssl", "crypto ssl"],
    ["libswresample-dev", "libswresample", "swresample"],
    ["libswscale-dev", "libswscale", "swscale"],
    ["libsystemd-dev", "libsystemd", "systemd"],
    ["libtag1-dev", "taglib", "tag"],
    ["libtagc0-dev", "taglib_c", "tag_c"],
    ["libtesseract-dev", "tesseract", "tesseract"],
    ["libtheora-dev", "theora theoradec theoraenc", "theora theoradec theoraenc"],
    ["libtiff-dev", "libtiff-4", "tiff tiffxx"],
    ["libtokyocabinet-dev", "tokyocabinet", "tokyocabinet"],
    [
        "libtss2-dev",
        "tss2-esys tss2-fapi tss2-mu tss2-rc tss2-sys tss2-tcti-cmd tss2-tcti-device tss2-tcti-mssim tss2-tcti-pcap tss2-tcti-swtpm tss2-tctildr",
        "tss2-esys tss2-fapi tss2-mu tss2-rc tss2-sys tss2-tcti-cmd tss2-tcti-device tss2-tcti-mssim tss2-tcti-pcap tss2-tcti-swtpm tss2-tctildr",
    ],
    ["libturbojpeg0-dev", "libturbojpeg", "turbojpeg"],
    ["libuchardet-dev", "uchardet", "uchardet"],
    ["libudev-dev", "libudev", "udev"],
    ["libunbound-dev", "libunbound", "unbound"],
    ["libunistring-dev", "", "unistring"],
    [
        "libunwind-dev",
        "libunwind libunwind-coredump libunwind-generic libunwind-ptrace",
        "unwind-aarch64 unwind-coredump unwind-generic unwind-ptrace",
    ],
    [
        "liburcu-dev",
        "liburcu liburcu-bp liburcu-cds liburcu-mb liburcu-memb liburcu-qsbr liburcu-signal",
        "urcu urcu-bp urcu-cds urcu-common urcu-mb urcu-memb urcu-qsbr urcu-signal",
    ],
    ["liburing-dev", "liburing", "uring"],
    ["libusb-1.0-0-dev", "libusb-1.0", "usb-1.0"],
    ["libusb-dev", "libusb", "usb"],
    ["libutf8proc-dev", "libutf8proc", "utf8proc"],
    ["libuv1-dev", "libuv libuv-static", "uv uv_a"],
    ["libv4l-dev", "libv4l1 libv4l2 libv4l2rds libv4lconvert", "v4l1 v4l2 v4l2rds v4lconvert"],
    ["libva-dev", "libva libva-drm libva-glx libva-wayland libva-x11", "va va-drm va-glx va-wayland va-x11"],
    ["libvdpau-dev", "vdpau", "vdpau"],
    ["libvips-dev", "vips vips-cpp", "vips vips-cpp"],
    ["libvirt-dev", "libvirt libvirt-admin libvirt-lxc libvirt-qemu", "virt virt-admin virt-lxc virt-qemu"],
    ["libvorbis-dev", "vorbis vorbisenc vorbisfile", "vorbis vorbisenc vorbisfile"],
    ["libvpx-dev", "vpx", "vpx"],
    ["libvulkan-dev", "vulkan", "vulkan"],
    [
        "libwayland-dev",
        "wayland-client wayland-cursor wayland-egl wayland-scanner wayland-server",
        "wayland-client wayland-cursor wayland-egl wayland-server",
    ],
    ["libwebkit2gtk-4.0-dev", "webkit2gtk-4.0 webkit2gtk-web-extension-4.0", "webkit2gtk-4.0"],
    ["libwebkit2gtk-4.1-dev", "webkit2gtk-4.1 webkit2gtk-web-extension-4.1", "webkit2gtk-4.1"],
    ["libwebp-dev", "libwebp libwebpdemux libwebpmux", "webp webpdemux webpmux"],
    ["libx11-dev", "x11", "X11"],
    ["libx264-dev", "x264", "x264"],
    ["libx265-dev", "x265", "x265"],
    ["libxau-dev", "xau", "Xau"],
    ["libxcb-image0-dev", "xcb-image", "xcb-image"],
    ["libxcb-keysyms1-dev", "xcb-keysyms", "xcb-keysyms"],
    ["libxcb-randr0-dev", "xcb-randr", "xcb-randr"],
    ["libxcb-render0-dev", "xcb-render", "xcb-render"],
    ["libxcb-shm0-dev", "xcb-shm", "xcb-shm"],
    ["libxcb-util-dev", "xcb-atom xcb-aux xcb-event xcb-util", "xcb-util"],
    ["libxcb-xkb-dev", "xcb-xkb", "xcb-xkb"],
    ["libxcb1-dev", "xcb", "xcb"],
    ["libxcursor-dev", "xcursor", "Xcursor"],
    ["libxdamage-dev", "xdamage", "Xdamage"],
    ["libxext-dev", "xext", "Xext"],
    ["libxfixes-dev", "xfixes", "Xfixes"],
    ["libxi-dev", "xi", "Xi"],
    ["libxinerama-dev", "xinerama", "Xinerama"],
    ["libxkbcommon-dev", "xkbcommon", "xkbcommon"],
    ["libxkbcommon-x11-dev", "xkbcommon-x11", "xkbcommon-x11"],
    ["libxml2-dev", "libxml-2.0", "xml2"],
    [
        "libxmlsec1-dev",
        "xmlsec1 xmlsec1-gcrypt xmlsec1-gnutls xmlsec1-nss xmlsec1-openssl",
        "xmlsec1 xmlsec1-gcrypt xmlsec1-gnutls xmlsec1-nss xmlsec1-openssl",
    ],
    ["libxmp-dev", "libxmp", "xmp"],
    ["libxrandr-dev", "xrandr", "Xrandr"],
    ["libxrender-dev", "xrender", "Xrender"],
    ["libxslt1-dev", "libexslt libxslt", "exslt xslt"],
    ["libxss-dev", "xscrnsaver", "Xss"],
    ["libxt-dev", "xt", "Xt"],
    ["libxtst-dev", "xtst", "Xtst"],
    ["libxxf86vm-dev", "xxf86vm", "Xxf86vm"],
    ["libxxhash-dev", "libxxhash", "xxhash"],
    ["libyajl-dev", "yajl", "yajl yajl_s"],
    ["libyaml-dev", "yaml-0.1", "yaml"],
    ["libzip-dev", "libzip", "zip"],
    ["libzmq3-dev", "libzmq", "zmq"],
    ["libzstd-dev", "libzstd", "zstd"],
    ["portaudio19-dev", "portaudio-2.0 portaudiocpp", "portaudio portaudiocpp"],
    ["unixodbc-dev", "odbc odbccr odbcinst", "odbc odbccr odbcinst"],
    ["uuid-dev", "uuid", "uuid"],
    ["zlib1g-dev", "zlib", "z"],
];
function invert(column) {
    return new Map(library_packages_rows.flatMap((row) => row[column].split(" ").map((name) => [name, row[0]])));
}
/** The package that has a library, by the library's pkg-config name. */
const pkgConfigPackages = invert(1);
/** The package that has a library, by the name that -l takes. */
const libraryPackages = invert(2);
/** The libraries that come with mingw-w64, by the name that -l takes. */
const mingwLibraries = new Set("CINTIME PS5UI PSCRIPT5 UNIDRV UNIDRVUI acledit aclui activeds admparse admwprox adptif adsiid adsiisex adsldpc advapi32 advpack agentanm akscoinst alrsvc amstrmid apcups apphelp appmgmts appmgr aqueue asp aspperf asycfilt atkctrs atl atmlib atomic atrace audiosrv authz autodisc avicap32 avifil32 avrt azroles basesrv batmeter batt bcrypt bits bluetoothapis bootvid browser bthci bthprops cabinet cabview cards catsrv catsrvut cc1plugin ccfgnt cdfview cdm certcli cfgbkend cfgmgr32 chtskdic cimwin32 classpnp clb clbcatq clfsw32 cliconfg clusapi cmcfg32 cmdial32 cmpbk32 cmutil cnetcfg cnvfat coadmin colbact comctl32 comdlg32 compstui computecore computenetwork computestorage comres comsetup comsnap comsvcs comuid connect console corpol cp1plugin credui crypt32 cryptdlg cryptdll cryptext cryptnet cryptsp cryptsvc cryptui cryptxml cscapi cscdll cscui csrsrv d2d1 d3d10 d3d11 d3d12 d3d8thk d3d9 d3dcompiler d3dcompiler_33 d3dcompiler_34 d3dcompiler_35 d3dcompiler_36 d3dcompiler_37 d3dcompiler_38 d3dcompiler_39 d3dcompiler_40 d3dcompiler_41 d3dcompiler_42 d3dcompiler_43 d3dcompiler_46 d3dcompiler_47 d3dcsx_46 d3dcsxd d3dcsxd_43 d3dx10 d3dx10_33 d3dx10_34 d3dx10_35 d3dx10_36 d3dx10_37 d3dx10_38 d3dx10_39 d3dx10_40 d3dx10_41 d3dx10_42 d3dx10_43 d3dx11 d3dx11_42 d3dx11_43 d3dx9 d3dx9_24 d3dx9_25 d3dx9_26 d3dx9_27 d3dx9_28 d3dx9_29 d3dx9_30 d3dx9_31 d3dx9_32 d3dx9_33 d3dx9_34 d3dx9_35 d3dx9_36 d3dx9_37 d3dx9_38 d3dx9_39 d3dx9_40 d3dx9_41 d3dx9_42 d3dx9_43 d3dxof davclnt dbgeng dbghelp dbnetlib dbnmpntw dciman32 dcomp ddraw delayimp devmgr devobj devrtl dhcpcsvc dhcpcsvc6 dhcpsapi digest dimsntfy dimsroam dinput dinput8 diskcopy dismapi dmconfig dmdskmgr dmivcitf dmoguids dmutil dmvdsitf dnsapi dnsrslvr dpapi dpnaddr dpnet dpnhupnp dpnlobby dpvoice drprov ds32gt dsauth dskquota dsound dsound3d dsprop dsquery dssec dssenh dsuiext duser dwmapi dwrite dxerr8 dxerr9 dxgi dxguid dxva2 eappcfg eappgnui eapphost eappprxy efsadu es esent esentprf eventlog evntagnt evr exstrace fastprox faultrep fcachdll fdeploy feclient filemgmt fldrclnr fltlib fmifs fontsub framedyn ftpctrs2 ftpmib fwpuclnt fxsapi fxscfgwz fxsdrv fxsocm fxsperf fxsroute fxsst fxst30 fxstiff fxsui fxswzrd gcc gcc_eh gcc_s gcov gdi32 gdiplus getuname glmf32 glu32 gmon gomp gpedit gpkcsp gptext guitrn hal hbaapi hgfs hid hidclass hidparse hlink hmmapi hnetcfg hnetwiz hostmib hotplug htmlhelp htrn_jis httpapi httpext httpmib httpodbc htui hypertrm iashlpr iaspolcy iassam iassvcs icaapi icfgnt5 icm32 icmp icmui icwconn icwdial icwdl icwphbk icwutil idq ieakeng iedkcs32 ieencode iernonce iesetup igmpagnt iis iisadmin iiscfg iisrtl iissuba iisui iisutil iiswmi imagehlp imeshare imgutil imjp81k imjpcus imjpdct imjputyc imm32 imsinsnt imskdic inetcfg inetcomm inetmib1 infoadmn infocomm infoctrs infosoft initpki input inseng iphlpapi ipmontr ipnathlp iprop iprtprio iprtrmgr ipsecsvc ipxsap irclass isatq iscomlog iscsidsc isign32 iyuv_32 jet500 jsproxy kd1394 kdcom kerberos kernel32 keymgr ks ksecdd ksguid ksuser ktmw32 largeint linkinfo lmmib2 loadperf localspl locationapi log loghours lonsint lpk lprhelp lsasrv lz32 m mag_hook mapi32 mapistub mcastmib mcd32 mcdsrv32 mchgrcoi mciavi32 mcicda mciole32 mciqtz32 mciseq mciwave mdminst mf mf3216 mfc42 mfc42u mfcore mfplat mfplay mfreadwrite mfsensorgroup mfuuid mgmtapi midimap migism miglibnt mincore mingw32 mingwex mingwthrd mlang mll_hp mll_mtf mll_qic mmdevapi mmfutil mmutilse mobsync modemui mofd moldname mpr mprapi mprddm mprmsg mprui mqad mqcertui mqdscli mqise mqlogmgr mqperf mqrt mqrtdep mqsec mqupgrd mqutil msacm32 msadcs msado15 msafd msasn1 mscat32 mscms msctfmonitor msdadiag msdart msdmo msdrm msdtclog msdtcprx msdtcstp msdtctm msdtcuiu msftedit msgina msgr3en msgrocm msgsvc mshtml msi msimg32 msimtf msir3jp msisip mslbui msls31 msmqocm msobdl msobmain msoe msoeacct msoert2 msoledbsql mspatcha msports msrating msrle32 mssign32 mssip32 mstask mstlsapi msutb msv1_0 msvcirt msvcp120_app msvcp60 msvcr100 msvcr110 msvcr120 msvcr120_app msvcr120d msvcr80 msvcr90 msvcr90d msvcrt msvcrt-os msvfw32 msvidc32 msw3prt mswsock msyuv mtxclu mtxdm mtxex mtxoci mydocs ncobjapi ncrypt ncxpnt nddeapi nddenb32 ndfapi ndis ndisnpp netapi32 netcfgx netid netio netlogon netman netoc netplwiz netrap netshell netui0 netui1 netui2 newdev nntpapi normaliz npptools nshipsec ntdll ntdllcrt ntdsapi ntdsbcli ntlanman ntlanui ntlsapi ntmarta ntmsapi ntoc ntoskrnl ntprint ntquery ntshrui ntvdm64 nwprovau oakley occache ocgen ocmanage ocmsn odbc32 odbc32gt odbcbcp odbcconf odbccp32 odbccr32 odbccu32 odbctrac oeimport oemiglib ole32 oleacc oleaut32 olecli32 olecnv32 oledb32 oledlg olesvr32 opends60 opengl32 osuninst p2p p2pcollab p2pgraph pathcch pautoenr pcwum pdh perfctrs perfdisk perfnet perfos perfproc perfts photowiz pidgen pintlcsd policman polstore portabledeviceguids powrprof printui prntvpt profmap propsys psapi psbase pschdprf pstorec pstorsvc pthread qmgr qosname quadmath quartz query qutil qwave rasadhlp rasapi32 rasauto raschap rasctrs rasdlg rasman rasmans rasmontr rasmxs rasppp rasrad rassapi rasser rastapi rastls rdpcfgex rdpsnd rdpwsx regapi regsvc resutil resutils riched20 rnr20 routetab rpcdiag rpchttp rpcns4 rpcref rpcrt4 rpcss rsaenh rstrtmgr rtm rtutils runtimeobject samlib samsrv sapi scarddlg sccbase scecli scesrv schannel schedsvc sclgntfy scredir script scrnsave scrnsavw scrobj scrrun sdhcinst seclogon secur32 security sens sensapi senscfg sensorsapi seo serialui serwvdrv setupapi setupqry sfc sfc_os sfcfiles sfmapi shcore shdocvw shell32 shfolder shimeng shimgvw shlwapi shscrap shsvcs sigtab sisbkup skdll slbcsp slc slcext slwga smtpapi smtpctrs snmpapi snmpmib snprfdll softpub spoolss sqlsrv32 sqlxmlx srchctls srclient srrstr srvsvc ssdpapi ssinc ssp ssp_nonshared sspicli staxmem sti sti_ci storprop streamci strmfilt strmiids svcpack sxs synceng synchronization syncui sysinv sysmod syssetup t2embed tapi32 tapiperf taskschd tbs tcpmib tdh traffic tsappcmp tsbyuv tsd32 tsoc txfw32 ucrt ucrtapp ucrtbase udhisapi ufat umandlg umdmxfrm umpnpmgr uniime unimdmat uniplat untfs upnp upnpui url urlauth urlmon usbcamd2 usbd usbport user32 userenv usp10 utildll uuid uxtheme vcruntime140_app vdsutil verifier version vfw32 vgx virtdisk vmx_mode vssapi w32time w32topl w3core w3ctrs w3dt w3isapi w3ssl w3tp wab32 wabimp wamreg wbemcore wbemupgd wbemuuid wdigest wdmaud wdsclient wdsclientapi wdscore wdscsl wdsimage wdstptc wdsupgcompl wdsutil webauthn webcheck webclnt webhits websocket wecapi wer wevtapi wevtfwd wiadss wiarpc wiaservc wiashext wimgapi windowsapp windowsappcompat windowscodecs winfax winhttp winhvemulation winhvplatform wininet winipsec winmm winpthread winrnr winscard winspool winsrv winsta winstorecompat wintrust winusb wkssvc wlanapi wlanui wlanutil wldap32 wlnotify wlstore wmcodecdspuuid wmi wmi2xml wmiaprpl wmilib wmiprop wmisvc wofutil wow64 wow64cpu wow64mib wow64win wpd_ci ws2_32 ws2help wscapi wscsvc wsdapi wshatm wshbth wslapi wsock32 wtsapi32 x3daudio x3daudio1_2 x3daudio1_3 x3daudio1_4 x3daudio1_5 x3daudio1_6 x3daudio1_7 x3daudiod1_7 xapofx xapofx1_0 xapofx1_1 xapofx1_2 xapofx1_3 xapofx1_4 xapofx1_5 xapofxd1_5 xaudio2_8 xinput xinput1_1 xinput1_2 xinput1_3 xinput1_4 xinput9_1_0 zoneoc".split(" "));

;// CONCATENATED MODULE: ./build/platforms/toolchain-libraries.js

/**
 * What comes with every C toolchain, so that no package has to be looked for. Source of the Linux lists: the files of
 * libc6-dev, linux-libc-dev, libgcc-12-dev and libstdc++-12-dev of Debian 12.
 */
const linuxLibraries = new Set(("BrokenLocale anl c dl g m mcheck pthread resolv rt thread_db util " +
    "asan atomic gcc gcc_eh gcc_s gcov gomp hwasan itm lsan quadmath ssp_nonshared stdc++ stdc++fs supc++ tsan ubsan").split(" "));
/** What comes with a C++ compiler alone; `c++` and `c++abi` are LLVM's. */
const cxxLibraries = new Set(["stdc++", "stdc++fs", "supc++", "c++", "c++abi"]);
const headers = new Set(("a.out aio aliases alloca ar argp argz assert byteswap complex cpio ctype dirent dlfcn elf endian envz err errno error " +
    "execinfo fcntl features features-time64 fenv fmtmsg fnmatch fpu_control fstab fts ftw gconv getopt glob gnu-versions " +
    "grp gshadow iconv ieee754 ifaddrs inttypes langinfo lastlog libgen libintl limits link locale malloc math mcheck " +
    "memory mntent monetary mqueue netdb nl_types nss obstack paths poll printf proc_service pthread pty pwd re_comp " +
    "regex regexp resolv sched search semaphore setjmp sgtty shadow signal spawn stab stdc-predef stdint stdio stdio_ext " +
    "stdlib string strings syscall sysexits syslog tar termio termios tgmath thread_db threads time ttyent uchar ucontext " +
    "ulimit unistd utime utmp utmpx values wait wchar wctype wordexp " +
    "float gcov iso646 omp openacc stdalign stdarg stdatomic stdbool stddef stdfix stdnoreturn unwind varargs " +
    "arm_acle arm_neon arm_sve cpuid immintrin emmintrin xmmintrin pmmintrin smmintrin tmmintrin nmmintrin wmmintrin " +
    "x86intrin mm_malloc altivec vecintrin").split(" "));
const headerDirectories = new Set(("arpa bits finclude gnu net netash netatalk netax25 neteconet netinet netipx netiucv netpacket netrom netrose nfs " +
    "protocols rpc scsi sys asm asm-generic drm linux misc mtd rdma sound video xen sanitizer").split(" "));
/** Whether `-l<name>` is of the C or C++ library, of the compiler, or of mingw-w64's import libraries. */
function isToolchainLibrary(os, name) {
    // Windows itself does not tell `-lWs2_32` from `-lws2_32`, but the linker does: mingw-w64's names are in small letters.
    return linuxLibraries.has(name) || (os === "windows" && mingwLibraries.has(name));
}
/** Whether `-l<name>` is of the C++ library, which a compiler for C alone does not bring. */
function isCxxLibrary(name) {
    return cxxLibraries.has(name);
}
/** Whether a header is of the C library, of the kernel, of the compiler, or of C++ itself. */
function isToolchainHeader(path) {
    const [first = "", ...rest] = path.split("/");
    return rest.length > 0
        ? headerDirectories.has(first)
        : !first.includes(".") || headers.has(first.replace(/\.h$/, ""));
}

;// CONCATENATED MODULE: ./build/platforms/index.js
/** Platforms: one row for each with its names and facts, and the grammar of targets. */








;// CONCATENATED MODULE: ./build/inputs/definitions.js
/**
 * The one table of everything a user can set and everything a run hands back. `action.yml`, the README's tables, the
 * command line's options and its help are made from it, and so are the types `Inputs` and the outputs' record: a new input
 * is a row here and its reader in readers.ts, a new output is a row here and its line in report/outputs.ts, and neither
 * compiles without the other.
 */
/** What may stand in `artifact-name`, in braces. */
const artifactPlaceholders = ["name", "target", "os", "arch", "variant"];
const definitions_inputDefinitions = [
    {
        name: "targets",
        kind: "list",
        example: "linux/arm64",
        default: "linux/amd64, linux/arm64",
        absent: undefined,
        description: "The platforms to build for, each as `os/arch` or `os/arch/variant`, separated by commas, spaces or line " +
            "breaks; `#` starts a comment. Example: `linux/amd64, linux/arm/v7, windows/amd64`. A `*` stands for any name " +
            "(`linux/*`, `*/arm64`), `all` for every platform that your Go can build for, and a leading `!` excludes " +
            "what the items before it gave (`linux/*, !linux/mips*`).",
    },
    {
        name: "cgo",
        kind: "choice",
        choices: ["auto", "on", "off", "needed"],
        default: "auto",
        absent: undefined,
        description: "Whether C code is compiled into your program. `auto` builds what a native build on each platform would build: with " +
            "C wherever the program's C does something (SQLite through `mattn/go-sqlite3`, a fast zstd), without where it does " +
            "nothing. `needed` compiles C only where the program would lose something without, and takes the version in Go where " +
            "there is one. `on` always compiles it; `off` never does, like `CGO_ENABLED=0`. `cgo-cross explain` shows what your " +
            "program loses without C.",
    },
    {
        name: "fallback",
        kind: "choice",
        choices: ["refuse", "allow"],
        default: "refuse",
        absent: undefined,
        description: "What happens to a target that needs C for something and for which no C compiler can be had. `refuse` does not build " +
            "it: the others are built, and the run fails at the end. `allow` builds it without C as long as Go can, and says in a " +
            "warning and in the report what then fails or is missing.",
    },
    {
        name: "compiler",
        kind: "choice",
        choices: ["gcc", "clang"],
        default: "gcc",
        absent: undefined,
        description: "Which C compiler is used where C is needed. `gcc` fetches one for each target (about 40 MB each); `clang` is one " +
            "compiler for all of them, the machine's own where it has clang and lld, and fetches only the C library and headers " +
            "of each target (5 to 10 MB). C++ for Windows is always compiled by gcc.",
    },
    {
        name: "static",
        kind: "boolean",
        also: ["allow-nss"],
        default: "false",
        absent: undefined,
        description: "`true` links every library into the binary itself, so that the one file runs on any Linux system, even in an " +
            "empty container. The finished binary is checked: if it still needs a library, or calls what glibc cannot link statically " +
            "(`getpwnam`, `dlopen` and their like), its target fails; `allow-nss` lets the calls pass. macOS, iOS, Android, " +
            "OpenBSD, Solaris, illumos and AIX do not allow it.",
    },
    {
        name: "libc",
        kind: "choice",
        choices: ["glibc", "musl"],
        default: "glibc",
        absent: undefined,
        description: "Which C library Linux programs with C in them are built with. `musl` is small and made to be linked in: the one " +
            "file then runs on any Linux system, Alpine's too, and looks up names and users by itself. It is for programs in " +
            "C; C++ needs `glibc`.",
    },
    {
        name: "glibc",
        kind: "text",
        example: "2.31",
        default: undefined,
        absent: "that of the distribution that builds",
        description: "The oldest glibc that dynamic Linux programs must run with. Example: `2.31`, for Debian 11, Ubuntu 20.04 and all " +
            "later systems. They are then built with an older release of the same distribution, and each binary is checked: " +
            "if it needs anything newer, its target fails.",
    },
    {
        name: "libraries",
        kind: "list",
        example: "libpcap-dev",
        default: "auto",
        absent: undefined,
        description: "The C libraries that your program is linked with. `auto` finds out which of the distribution's packages hold what " +
            "the program asks for (`#cgo pkg-config: libusb-1.0`, `#cgo LDFLAGS: -lpcap`) and fetches them for each target. " +
            "Packages that you name (`libcurl4-openssl-dev`) are fetched too, and are preferred where several match; " +
            "`linux/arm64: libfoo-dev` on a line of its own is for that target. `off` fetches only those that you name.",
    },
    {
        name: "package",
        kind: "list",
        example: "./cmd/server",
        default: ".",
        absent: undefined,
        description: "The program to build: the directory of its `main` package, such as `./cmd/server`. Several may be given, " +
            "separated by commas, spaces or line breaks, and patterns such as `./cmd/...` for all programs below `cmd`.",
    },
    {
        name: "working-directory",
        kind: "text",
        example: "backend",
        default: ".",
        absent: undefined,
        description: "The directory of your Go module, where its `go.mod` is. Example: `backend`.",
    },
    {
        name: "name",
        kind: "text",
        example: "hello",
        default: undefined,
        absent: "last element of the import path",
        description: "How the files' names begin: `hello` gives `hello_linux_arm64` and `hello_windows_amd64.exe`. Left out, it is " +
            "the last element of the program's import path: `server` for `example.com/shop/cmd/server`.",
    },
    {
        name: "out-dir",
        kind: "text",
        example: "build/release",
        default: "dist",
        absent: undefined,
        description: "The directory for the binaries, archives and checksums, within `working-directory` unless it begins with `/`; it " +
            "is made if it is not there. Example: `build/release`.",
    },
    {
        name: "tags",
        kind: "list",
        example: "sqlite_fts5",
        default: undefined,
        absent: "none",
        description: "Build tags, as for `go build -tags`, separated by commas, spaces or line breaks. Example: `sqlite_fts5, netgo`.",
    },
    {
        name: "ldflags",
        kind: "words",
        example: "-s -w",
        default: undefined,
        absent: "none",
        description: "Options for Go's linker, as for `go build -ldflags`. Example: `-s -w -X main.version=1.2.3`. A word with spaces " +
            "in it is put in quotes: `-X 'main.title=My program'`.",
    },
    {
        name: "gcflags",
        kind: "words",
        example: "all=-N -l",
        default: undefined,
        absent: "none",
        description: "Options for Go's compiler, as for `go build -gcflags`. Example, for use with a debugger: `all=-N -l`.",
    },
    {
        name: "buildmode",
        kind: "choice",
        choices: ["default", "exe", "pie", "c-shared", "c-archive"],
        default: "default",
        absent: undefined,
        description: "What is built. `default` and `exe` give a program, `pie` a program that can be loaded at a random address; " +
            "`c-shared` (`.so` or `.dll`) and `c-archive` (`.a`) give a library for C programs, with its header file.",
    },
    {
        name: "trimpath",
        kind: "boolean",
        default: "true",
        absent: undefined,
        description: "`true` keeps the build machine's directory names out of the binary, as `go build -trimpath` does; `false` leaves them in.",
    },
    {
        name: "go-flags",
        kind: "words",
        example: "-mod=vendor",
        default: undefined,
        absent: "none",
        description: "More options for `go build`. Example: `-mod=vendor -buildvcs=false`. Options that have an input of their own (`tags`, " +
            "`ldflags` and so on) and options that start other programs (`-toolexec`) are not allowed.",
    },
    {
        name: "cgo-cflags",
        kind: "words",
        example: "-O3",
        default: undefined,
        absent: "none",
        description: "Options for the C compiler, added to Go's own (`-g -O2`). Example: `-DSQLITE_ENABLE_FTS5 -O3`. Options that " +
            "make a compiler load or start other programs (`-fplugin`, `-B`, `@file`) are not allowed.",
    },
    {
        name: "cgo-cxxflags",
        kind: "words",
        example: "-std=c++20",
        default: undefined,
        absent: "none",
        description: "Options for the C++ compiler, added to Go's own (`-g -O2`). Example: `-std=c++20`.",
    },
    {
        name: "cgo-ldflags",
        kind: "words",
        example: "-lz -lm",
        default: undefined,
        absent: "none",
        description: "Options for linking with C libraries, added to Go's own (`-g -O2`). Example: `-lz -lm`.",
    },
    {
        name: "build",
        kind: "boolean",
        default: "true",
        absent: undefined,
        description: "`false` builds nothing: it sets up the compilers for the steps that follow, where your own `go build` finds " +
            "them (see `export-env`), and stops.",
    },
    {
        name: "export-env",
        kind: "choice",
        choices: ["auto", "true", "false"],
        default: "auto",
        absent: undefined,
        description: "Which environment variables the steps that follow get. `auto` sets some for each target (`CC_linux_arm64`, " +
            "`CGO_CFLAGS_linux_arm64` and so on) and, with `build: false` and a single target, also the plain ones (`CC`, " +
            "`GOOS`, `GOARCH` and so on), so that `go build` alone builds for that target. `true` always sets the plain ones " +
            "too and needs a single target; `false` sets none.",
    },
    {
        name: "run",
        kind: "boolean",
        default: "false",
        absent: undefined,
        description: "`true` starts each finished program once, in an emulator if it is for another kind of machine. If it fails or " +
            "has not ended after 60 seconds, its target fails. Where there is no emulator, the report says that it was not run.",
    },
    {
        name: "run-args",
        kind: "words",
        example: "--version",
        default: undefined,
        absent: "none",
        description: "The arguments that `run` gives to the program. Example: `--version`. Needs `run: true`.",
    },
    {
        name: "artifacts",
        kind: "choice",
        choices: ["each", "one", "off"],
        default: "each",
        absent: undefined,
        description: "How the files are attached to the workflow run, for download and for later jobs: one artifact for `each` " +
            "target, `one` for all targets together, or `off`. On a terminal an artifact is a directory.",
    },
    {
        name: "artifact-name",
        kind: "text",
        example: "{name}-{os}-{arch}",
        default: undefined,
        absent: "`{name}_{target}`, or `{name}` with `artifacts: one`",
        description: "How artifacts are named. `{name}`, `{target}`, `{os}`, `{arch}` and `{variant}` are filled in. Example: " +
            "`{name}-{os}-{arch}{variant}`. Two jobs of one workflow run may not use the same name.",
    },
    {
        name: "retention-days",
        kind: "number",
        least: 1,
        most: 90,
        example: "7",
        default: undefined,
        absent: "the repository's setting",
        description: "For how many days GitHub keeps the artifacts, from 1 to 90. Example: `7`.",
    },
    {
        name: "archive",
        kind: "choice",
        choices: ["auto", "none"],
        default: "auto",
        absent: undefined,
        description: "`auto` packs each target's files into a `tar.gz` (a `zip` for Windows), so that they can still be executed " +
            "after a download; `none` leaves them as they are.",
    },
    {
        name: "cache",
        kind: "choice",
        choices: ["auto", "on", "off"],
        default: "auto",
        absent: undefined,
        description: "Whether the compilers, and what Go built and fetched, are kept in GitHub's cache for the next workflow run: `on` " +
            "or `off`. `auto` is `on`, except for tags, releases and the events `pull_request_target` and `workflow_run`, so " +
            "that nothing that another run has put into the cache can get into a release; and it leaves what Go built and " +
            "fetched to actions/setup-go where that installed Go.",
    },
    {
        name: "jobs",
        kind: "number",
        least: 1,
        most: 256,
        example: "4",
        default: undefined,
        absent: "as many as the CPUs and the memory allow",
        description: "How many targets are built at the same time, at most. Example: `1`, to leave the machine to others.",
    },
    {
        name: "dry-run",
        kind: "boolean",
        default: "false",
        absent: undefined,
        description: "`true` prints what would be done, as JSON, and stops: no compiler is downloaded and nothing is built. Go may still " +
            "fetch modules that its module cache lacks.",
    },
];
const outputDefinitions = [
    {
        name: "binaries",
        description: "A JSON list with an entry for each binary: its target, file, SHA-256, size in bytes, whether it has C in it, " +
            "how it is linked, its archive and the artifact it is in.",
    },
    {
        name: "manifest",
        description: "The path of a JSON file with everything that the report knows.",
    },
    {
        name: "checksums",
        description: "The path of `SHA256SUMS`, for `sha256sum --check`.",
    },
    {
        name: "out-dir",
        description: "The directory that everything was written to, as an absolute path.",
    },
    {
        name: "targets",
        description: 'The targets that were requested, with patterns expanded, as a JSON list. Example: `["linux/amd64"]`.',
    },
    {
        name: "cache-hit",
        description: "`true` if compilers were needed and none had to be downloaded, else `false`.",
    },
    {
        name: "cc",
        description: "With a single target: the path of its C compiler. Empty if no C was needed.",
    },
    {
        name: "binary",
        description: "With a single target: the path of its binary.",
    },
];
const definitions_byName = new Map(definitions_inputDefinitions.map((definition) => [definition.name, definition]));
/** The definition of an input; undefined where there is no input of this name. */
function definitions_inputDefinition(name) {
    return definitions_byName.get(name);
}

;// CONCATENATED MODULE: ./build/inputs/wording.js
/** How problems are put into words: what the user wrote is quoted so that it can neither hide nor disturb anything. */
/** Characters that show nothing, or change how the text around them is shown. */
const invisible = /[\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const longest = 80;
/** What the user wrote, in quotes, on one line, not too long, with everything invisible spelled out. */
function wording_quote(text) {
    const characters = [...text];
    const shown = characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
    return JSON.stringify(shown).replaceAll(invisible, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
// British English has no comma before the last item.
const disjunction = new Intl.ListFormat("en-GB", { type: "disjunction" });
const conjunction = new Intl.ListFormat("en-GB", { type: "conjunction" });
/** `a`, `a or b`, `a, b or c`. */
function either(words) {
    return disjunction.format(words);
}
/** `a`, `a and b`, `a, b and c`. */
function both(words) {
    return conjunction.format(words);
}
/** `out-dir` as `outDir`; the type `CamelCase` is the same. */
function wording_camelCase(name) {
    return name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
}
/**
 * The candidate that the word was most likely meant to be: the one with the fewest changes of one letter (added, left
 * out, changed, or swapped with its neighbour), the first of several. Undefined where even that one is too far away to be
 * a slip: more than a third of the word.
 */
function wording_nearest(text, candidates) {
    const word = text.slice(0, longest);
    let best;
    let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
    for (const candidate of candidates) {
        const changes = countChanges(word, candidate);
        if (changes < fewest) {
            best = candidate;
            fewest = changes;
        }
    }
    return best;
}
/** The optimal string alignment distance. */
function countChanges(a, b) {
    const rows = [];
    const cell = (i, j) => rows[i]?.[j] ?? 0;
    for (let i = 0; i <= a.length; i++) {
        const row = [];
        rows.push(row);
        for (let j = 0; j <= b.length; j++) {
            if (i === 0 || j === 0) {
                row.push(i + j);
                continue;
            }
            const same = a[i - 1] === b[j - 1];
            let least = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + (same ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
                least = Math.min(least, cell(i - 2, j - 2) + 1);
            }
            row.push(least);
        }
    }
    return cell(a.length, b.length);
}

;// CONCATENATED MODULE: ./build/inputs/artifact-name.js



/** Source: actions/toolkit, packages/artifact, path-and-artifact-name-validation.ts. */
const forbidden = /["<>|*?:\\/\r\n]/;
/** What an artifact's name must not contain, for people. */
const forbiddenNames = '" < > | * ? : \\ / or line breaks';
/** The rest of a sentence that begins with a name that no artifact can have; undefined where the name is fine. */
function describeForbidden(name) {
    const found = forbidden.exec(name)?.[0];
    return found === undefined
        ? undefined
        : `contains ${wording_quote(found)}, but artifact names cannot contain ${forbiddenNames}`;
}
/** Every problem of an `artifact-name` template, each a sentence that the input's name can stand before. */
function artifactTemplateProblems(template) {
    const known = `the placeholders are ${both(artifactPlaceholders.map((name) => `{${name}}`))}`;
    const placeholders = artifactPlaceholders;
    const problems = [];
    for (const [text, name = ""] of template.matchAll(/\{([^{}]*)\}/g)) {
        if (!placeholders.includes(name)) {
            problems.push(`unknown placeholder ${wording_quote(text)} in ${wording_quote(template)}; ${known}`);
        }
    }
    if (/[{}]/.test(template.replaceAll(/\{[^{}]*\}/g, ""))) {
        problems.push(`unmatched brace in ${wording_quote(template)}; ${known}`);
    }
    const fault = describeForbidden(template);
    if (fault !== undefined) {
        problems.push(`${wording_quote(template)} ${fault}; remove it, and write {target} or {os}_{arch} for a target`);
    }
    return problems;
}
/** The artifact's name that a checked template gives: `{name}_{target}` gives `hello_linux_armv7`. */
function fillArtifactName(template, name, target) {
    const values = {
        name,
        target: targetFileSuffix(target),
        os: target.os,
        arch: target.arch,
        variant: target.variant ?? "",
    };
    return template.replaceAll(/\{([a-z]+)\}/g, (text, placeholder) => values[placeholder] ?? text);
}

;// CONCATENATED MODULE: ./build/golang/build-info.js
/**
 * Reads the module info that the linker puts into a binary: lines such as `path\texample.com/tool` and
 * `build\tGOOS=linux`. Source: Go's runtime/debug/mod.go.
 */
function parseModuleInfo(text) {
    const lines = text.split("\n");
    const path = lines.find((line) => line.startsWith("path\t"))?.slice("path\t".length);
    const settings = lines.flatMap((line) => {
        const setting = line.startsWith("build\t") ? parseSetting(line.slice("build\t".length)) : undefined;
        return setting === undefined ? [] : [setting];
    });
    return { path, settings: Object.fromEntries(settings) };
}
/** `KEY=VALUE`, either quoted as Go quotes strings where it holds a space, a quote or an `=`. */
function parseSetting(setting) {
    const quotedKey = /^(?:"(?:\\.|[^"\\])*"|`[^`]*`)/.exec(setting)?.[0];
    const keyLength = quotedKey?.length ?? setting.indexOf("=");
    if (keyLength <= 0 || setting[keyLength] !== "=") {
        return undefined;
    }
    return [unquoteGo(setting.slice(0, keyLength)), unquoteGo(setting.slice(keyLength + 1))];
}
const escapes = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };
/** The string that a Go string literal stands for; text that is not one is returned unchanged. */
function unquoteGo(text) {
    if (text.length < 2 || text[0] !== text.at(-1)) {
        return text;
    }
    if (text[0] === "`") {
        return text.slice(1, -1);
    }
    if (text[0] !== '"') {
        return text;
    }
    const pieces = [];
    const pattern = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))|[^\\]+/gu;
    for (const [whole, byte, short, long, octal, letter] of text.slice(1, -1).matchAll(pattern)) {
        if (byte !== undefined) {
            pieces.push(Buffer.of(Number.parseInt(byte, 16)));
        }
        else if (octal !== undefined) {
            pieces.push(Buffer.of(Number.parseInt(octal, 8)));
        }
        else if (letter !== undefined) {
            pieces.push(Buffer.from(escapeOf(letter)));
        }
        else {
            pieces.push(Buffer.from(codePoint(short ?? long) ?? whole));
        }
    }
    return Buffer.concat(pieces).toString("utf8");
}
function escapeOf(letter) {
    const code = escapes[letter];
    return code === undefined ? letter : String.fromCharCode(code);
}
function codePoint(digits) {
    if (digits === undefined) {
        return undefined;
    }
    const code = Number.parseInt(digits, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}

;// CONCATENATED MODULE: ./build/golang/cgo.js
/** The names in `#cgo pkg-config:` words, without flags and versions: `["--static", "zlib >= 1.2"]` to `["zlib"]`. */
function pkgConfigNames(words) {
    return words
        .filter((word) => !word.startsWith("-"))
        .flatMap((word) => word.replaceAll(/[<>=!]=?\s*\S+/g, " ").split(/[\s,]+/))
        .filter((word) => word !== "");
}
/** The libraries that linker flags name: `pcap` for `-lpcap`, `-l pcap` and `-l:libpcap.a`. */
function linkedLibraries(flags) {
    return flags.flatMap((flag, at) => {
        const name = flag === "-l" ? flags[at + 1] : /^-l(.+)$/.exec(flag)?.[1];
        return name === undefined ? [] : [name.replace(/^:lib(.+?)\.(a|so)(\..*)?$/, "$1")];
    });
}
/** The directories in which linker flags say to look for libraries (`-L`). */
function libraryDirectories(flags) {
    return flags.flatMap((flag, at) => (flag === "-L" ? (flags[at + 1] ?? []) : (/^-L(.+)$/.exec(flag)?.[1] ?? [])));
}
/** The directories in which compiler flags say to look for headers (`-I`, `-isystem`, `-iquote` and `-idirafter`). */
function includeDirectories(flags) {
    return valuesOf(flags, ["-I", "-isystem", "-iquote", "-idirafter"]);
}
/** The files that compiler flags say to include before all else (`-include` and `-imacros`). */
function forcedIncludes(flags) {
    // clang has options that begin likewise, such as -include-pch.
    return valuesOf(flags, ["-include", "-imacros"]).filter((value) => !value.startsWith("-"));
}
/** The values of options, each in the option's own word or in the next one. */
function valuesOf(flags, options) {
    return flags.flatMap((flag, at) => {
        const option = options.find((each) => flag.startsWith(each));
        const value = option === undefined || flag !== option ? flag.slice(option?.length) : flags[at + 1];
        return option === undefined || value === undefined ? [] : [value];
    });
}
/** The C text above `import "C"` in a Go file. Source: `go doc cmd/cgo`: the comment right before the import. */
function preamble(source) {
    const at = source.search(/^import\s+(\(\s*)?"C"/m);
    const before = source.slice(0, Math.max(at, 0)).trimEnd();
    if (before.endsWith("*/")) {
        return before.slice(before.lastIndexOf("/*") + 2, -2);
    }
    const lines = before.split("\n");
    const start = lines.findLastIndex((line) => !line.startsWith("//")) + 1;
    return lines
        .slice(start)
        .map((line) => line.slice(2))
        .join("\n");
}
/** What a C text includes, in angle brackets and outside every `#if`. */
function includedHeaders(text) {
    const found = [];
    let depth = 0;
    for (const line of text.split("\n")) {
        const [, directive, rest = ""] = /^\s*#\s*([a-z]+)\s*(.*)$/.exec(line) ?? [];
        if (directive?.startsWith("if") === true) {
            depth += 1;
        }
        else if (directive === "endif") {
            depth -= 1;
        }
        else if (directive === "include" && depth === 0) {
            const name = /^<([^>]+)>/.exec(rest)?.[1];
            found.push(...(name === undefined ? [] : [name]));
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./build/golang/environment.js

/**
 * The variables that a GoEnvironment is made of, as arguments of `go env -json`.
 * @param arch The target's GOARCH. Only its own level is asked for: `go env` repeats whatever the job has set for another
 *   architecture.
 */
function goEnvironmentNames(arch) {
    const level = variantsOf(arch)?.variable;
    const compilers = ["CC", "CXX", "AR", "CGO_CPPFLAGS", "CGO_CFLAGS", "CGO_CXXFLAGS", "CGO_LDFLAGS"];
    const names = ["GOFLAGS", "GOEXPERIMENT", ...compilers];
    return level === undefined ? names : [level, ...names];
}
/** Reads what `go env -json` prints of `goEnvironmentNames(arch)`. */
function parseGoEnvironment(json, arch) {
    const value = parseGoVariables(json);
    const level = variantsOf(arch)?.variable;
    return {
        levels: level === undefined || value(level) === "" ? {} : { [level]: value(level) },
        goflags: value("GOFLAGS"),
        goexperiment: value("GOEXPERIMENT"),
        cc: value("CC"),
        cxx: value("CXX"),
        ar: value("AR"),
        cgoCppflags: value("CGO_CPPFLAGS"),
        cgoCflags: value("CGO_CFLAGS"),
        cgoCxxflags: value("CGO_CXXFLAGS"),
        cgoLdflags: value("CGO_LDFLAGS"),
    };
}
/** Reads what `go env -json` prints. Returns each variable's value by name: empty where Go has none, as in Go. */
function parseGoVariables(json) {
    const values = JSON.parse(json);
    return (name) => values[name] ?? "";
}
/** Reads what `go work edit -json` prints: the modules' directories, as go.work names them. */
function parseWorkspaceDirectories(json) {
    const { Use } = JSON.parse(json);
    return (Use ?? []).map(({ DiskPath }) => DiskPath);
}

;// CONCATENATED MODULE: ./build/golang/failures.js
/** One sentence for a Go command that failed before it came to build anything: what happened, and what to do. */
function explainGoFailure(failed) {
    const text = failed.stderr.trim();
    const tooOld = /requires go >= (\S+) \(running go (\S+?); GOTOOLCHAIN=local\)/.exec(text);
    if (tooOld !== null) {
        return (`the module needs Go ${tooOld[1]} and this is Go ${tooOld[2]} with GOTOOLCHAIN=local: install Go ${tooOld[1]} ` +
            "(actions/setup-go with `go-version-file: go.mod`), or set GOTOOLCHAIN=auto");
    }
    const [, module] = /^(?:go: )?(?:\S+: )?verifying (\S+): checksum mismatch$/m.exec(text) ?? [];
    if (module !== undefined) {
        return `${module} is not what go.sum says (checksum mismatch): find out why before you build with it, see \`go help module-auth\``;
    }
    if (text.includes("go.mod file not found") || text.includes("cannot find main module")) {
        return "there is no go.mod here or above: set working-directory to the module's directory, or run `go mod init`";
    }
    if (text.includes("detected dubious ownership") || text.includes("error obtaining VCS status")) {
        return `${lastLines(text)}: add \`-buildvcs=false\` to go-flags, or mark the checkout as safe with \`git config --global --add safe.directory\``;
    }
    return text === "" ? describeExit(failed) : lastLines(text);
}
function describeExit({ exitCode }) {
    return exitCode === undefined ? "go was killed" : `go ended with exit code ${exitCode}`;
}
function lastLines(text) {
    return text.split("\n").slice(-6).join(" ").trim();
}

;// CONCATENATED MODULE: ./build/golang/words.js
/** Space, tab, line feed and carriage return: no other character separates words for Go. */
const spaces = " \t\n\r";
/**
 * Splits a text into words as cmd/go and cmd/link do for -ldflags, -extldflags, CC, CGO_CFLAGS and the like. A word that
 * begins with ' or " ends at the next such quote; nothing is escaped; a quote inside a word is an ordinary character.
 * Source: Split in Go's cmd/internal/quoted.
 */
function splitWords(text) {
    const words = [];
    let at = 0;
    for (;;) {
        while (at < text.length && spaces.includes(text.charAt(at))) {
            at++;
        }
        if (at >= text.length) {
            return { words, problem: undefined };
        }
        const quote = text.charAt(at);
        if (quote === "'" || quote === '"') {
            const end = text.indexOf(quote, at + 1);
            if (end < 0) {
                return { words: [], problem: `unterminated ${quote} string` };
            }
            words.push(text.slice(at + 1, end));
            at = end + 1;
        }
        else {
            const start = at;
            while (at < text.length && !spaces.includes(text.charAt(at))) {
                at++;
            }
            words.push(text.slice(start, at));
        }
    }
}
/**
 * One text that splits into these words again. Where Go's own Join (cmd/internal/quoted) has an answer it is the same,
 * except for the empty word, which Go loses; and a word with both kinds of quote is left bare where that reads the same.
 * So all that `splitWords` ever returned can be joined. Throws on a word that no quotes can hold: one with both kinds of
 * quote that also begins with one or has a space in it.
 */
function joinWords(words) {
    return words.map(quotedWord).join(" ");
}
function quotedWord(word) {
    if (word !== "" && !/[ \t\n\r'"]/.test(word)) {
        return word;
    }
    if (!word.includes("'")) {
        return `'${word}'`;
    }
    if (!word.includes('"')) {
        return `"${word}"`;
    }
    if (!/[ \t\n\r]|^['"]/.test(word)) {
        return word;
    }
    throw new Error(`a word with both ' and " in it cannot be quoted as Go reads quotes: ${JSON.stringify(word)}`);
}

;// CONCATENATED MODULE: ./build/golang/goflags.js

/**
 * The values that GOFLAGS gives a flag, in order.
 * @param goflags The effective GOFLAGS: words such as `-flag=value`.
 * @param flag Without its hyphen: `tags`.
 */
function goflagsValues(goflags, flag) {
    const pattern = new RegExp(`^--?${flag}=([\\s\\S]*)$`);
    return splitWords(goflags).words.flatMap((word) => pattern.exec(word)?.[1] ?? []);
}
/**
 * The word by which a flag without a value, such as `-race`, is on; undefined where it is off. The last word counts.
 * @param words Flags of `go build`, one a word.
 */
function switchedOn(words, flag) {
    const word = lastSwitch(words, flag);
    return word !== undefined && /=(1|t|T|true|TRUE|True)$|^[^=]*$/.test(word) ? word : undefined;
}
/** The last of the words that sets the flag, on or off. Source of the values: strconv.ParseBool. */
function lastSwitch(words, flag) {
    return words.findLast((word) => new RegExp(`^--?${flag}(=|$)`).test(word));
}

;// CONCATENATED MODULE: ./build/golang/ldflags.js


/** The -ldflags that counts: what is given to `go build` itself, else the last one of GOFLAGS, else nothing. */
function effectiveLdflags(given, goflags) {
    return given === "" ? (goflagsValues(goflags, "ldflags").at(-1) ?? "") : given;
}
/** Reads a value of -ldflags. */
function parseLdflags(text) {
    const { pattern, flags } = takePattern(text);
    return { pattern, ...takeExtldflags(splitWords(flags).words) };
}
/** `all=-s` to `all=` and `-s`. Source: PerPackageFlag in Go's cmd/go/internal/load/flag.go. */
function takePattern(text) {
    const trimmed = text.trim();
    const end = trimmed.startsWith("-") ? 0 : trimmed.indexOf("=") + 1;
    return { pattern: trimmed.slice(0, end), flags: trimmed.slice(end) };
}
function takeExtldflags(words) {
    const rest = [];
    let extldflags;
    for (let index = 0; index < words.length; index += 1) {
        const word = words[index] ?? "";
        const match = /^--?extldflags(?:=([\s\S]*))?$/.exec(word);
        if (match === null) {
            rest.push(word);
            continue;
        }
        if (match[1] === undefined) {
            index += 1;
        }
        extldflags = match[1] ?? words[index] ?? "";
    }
    return { rest, extldflags };
}
/** -X carries values that people take from secrets: the log shows their names only. */
function hideValues(argument) {
    const [, flag, text = ""] = /^(--?ldflags=)(.*)$/s.exec(argument) ?? [];
    if (flag === undefined) {
        return argument;
    }
    const { words, problem } = splitWords(text);
    const shown = words.map((word, at) => {
        const isValue = /^(\S+=)?--?X$/.test(words[at - 1] ?? "");
        return word.replace(isValue ? /^([^=]*=).*$/s : /^((?:\S+?=)?--?X=[^=]*=).*$/s, "$1***");
    });
    return flag + (problem === undefined ? shown.join(" ") : "***");
}
/** The -linkmode that flags of `go build -ldflags` set; undefined where they set none. The last one counts. */
function linkMode(ldflags) {
    const { rest } = parseLdflags(ldflags);
    const modes = rest.flatMap((word, at) => {
        const match = /^--?linkmode(?:=(.*))?$/.exec(word);
        return match === null ? [] : (match[1] ?? rest[at + 1] ?? []);
    });
    return modes.at(-1);
}

;// CONCATENATED MODULE: ./build/golang/list.js
/** Each field of ListedPackage, so that one which is read and not asked for does not compile. */
const fields = {
    ImportPath: true,
    Name: true,
    Dir: true,
    Standard: true,
    DepOnly: true,
    Match: true,
    Imports: true,
    ImportMap: true,
    GoFiles: true,
    IgnoredGoFiles: true,
    CgoFiles: true,
    CFiles: true,
    CXXFiles: true,
    MFiles: true,
    FFiles: true,
    SFiles: true,
    SwigFiles: true,
    SwigCXXFiles: true,
    CgoCPPFLAGS: true,
    CgoCFLAGS: true,
    CgoCXXFLAGS: true,
    CgoLDFLAGS: true,
    CgoPkgConfig: true,
    Module: true,
    Error: true,
    DepsErrors: true,
};
/** The fields of ListedPackage as `go list -json=` takes them. */
const listedFields = Object.keys(fields).join(",");
/**
 * Splits the stream of JSON values that `go list -json` prints.
 * @throws SyntaxError on a value that is cut off.
 */
function parseListed(text) {
    const packages = [];
    let start = 0;
    // Each value ends with a brace at the start of a line; nested ones are indented.
    for (let end = text.indexOf("\n}\n"); end >= 0; end = text.indexOf("\n}\n", start)) {
        packages.push(JSON.parse(text.slice(start, end + 2)));
        start = end + 3;
    }
    const rest = text.slice(start).trim();
    if (rest !== "") {
        packages.push(JSON.parse(rest));
    }
    return packages;
}
/** Whether all that is wrong with the package is that it has no file for this target. */
function isExcludedByConstraints(listed) {
    return listed.Error?.Err.includes("build constraints exclude all Go files") ?? false;
}

;// CONCATENATED MODULE: ./build/golang/names.js
/**
 * The name `go build` gives a program.
 * Source: DefaultExecName in cmd/go/internal/load/pkg.go: `/v2` and later is a version, not a name.
 */
function programName(importPath) {
    const elements = importPath.split("/");
    const last = elements.at(-1) ?? importPath;
    const before = elements.at(-2);
    return before !== undefined && /^v([2-9]|[1-9][0-9]+)$/.test(last) ? before : last;
}

;// CONCATENATED MODULE: ./build/golang/platforms.js
/** Reads what `go tool dist list -json` prints: every pair that this Go builds for. */
function parsePlatforms(json) {
    const rows = JSON.parse(json);
    return rows.map((row) => ({ os: row.GOOS, arch: row.GOARCH, cgoSupported: row.CgoSupported }));
}

;// CONCATENATED MODULE: ./build/golang/index.js
/** What is known of Go: its words, flags, environment, names and messages. */











;// CONCATENATED MODULE: ./build/inputs/reader.js



/** Takes texts out of the raw inputs, and keeps what was wrong with them. */
class Reader {
    problems = [];
    /** The inputs that stand at their defaults because they could not be read. */
    unreadable = new Set();
    #raw;
    constructor(raw) {
        this.#raw = raw;
    }
    /** Adds a sentence about an input, which then stands at its default. */
    reject(name, sentence) {
        this.problems.push(`${name}: ${sentence}`);
        this.unreadable.add(name);
    }
    /** Rejects an input's text, where something else was expected: "a version such as 2.31". */
    rejectValue(name, text, expected) {
        this.reject(name, `expected ${expected}, got ${wording_quote(text)} (default: ${describeDefault(name)})`);
    }
    /** Rejects a text that could not be split into words. */
    rejectQuotes(name, text, problem) {
        this.reject(name, `${problem} in ${wording_quote(text)}; close it with the same quote`);
    }
    /** The text of an input without the space around it, or its default; empty where there is neither. */
    text(name) {
        const definition = definitions_inputDefinition(name);
        const fallback = definition?.default ?? "";
        const given = Object.hasOwn(this.#raw, name) ? this.#raw[name]?.trim() : undefined;
        if (given === undefined || definition === undefined) {
            return fallback;
        }
        if (given === "" && fallback !== "") {
            const expected = expectedWords(definition);
            if (expected === undefined) {
                this.reject(name, `must not be empty (default: ${fallback})`);
            }
            else {
                this.rejectValue(name, given, either(expected));
            }
            return fallback;
        }
        const control = controlCharacter(definition).exec(given)?.[0];
        if (control !== undefined) {
            this.reject(name, `${wording_quote(given)} contains the character ${wording_quote(control)}, which is not allowed; remove it`);
            return fallback;
        }
        return given;
    }
    boolean(name) {
        return this.booleanOr(name) !== false;
    }
    /** True, false, or one of the further words of the definition. */
    booleanOr(name) {
        // Once, however often it is read.
        if (this.unreadable.has(name)) {
            return definitions_inputDefinition(name)?.default === "true";
        }
        const text = this.text(name);
        const lower = text.toLowerCase();
        const words = expectedWords(definitions_inputDefinition(name)) ?? [];
        if (!words.includes(lower)) {
            this.rejectValue(name, text, either(words));
            return definitions_inputDefinition(name)?.default === "true";
        }
        return lower === "true" || (lower === "false" ? false : lower);
    }
    /** One of the words of the definition. */
    choice(name) {
        const { choices, fallback } = choicesOf(name);
        const text = this.text(name);
        const lower = text.toLowerCase();
        // YAML has two ways to write a switch, and some tools turn the one into the other.
        const other = lower === "true" ? "on" : lower === "false" ? "off" : undefined;
        const found = choices.find((choice) => choice === lower) ?? choices.find((choice) => choice === other);
        if (found === undefined) {
            this.rejectValue(name, text, either(choices));
        }
        return found ?? fallback;
    }
    /** A whole number within the definition's bounds. */
    number(name) {
        const definition = definitions_inputDefinition(name);
        const text = this.text(name);
        if (text === "" || definition?.kind !== "number") {
            return undefined;
        }
        const { least, most } = definition;
        const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
        if (number >= least && number <= most) {
            return number;
        }
        this.rejectValue(name, text, `a whole number from ${least} to ${most}`);
        return undefined;
    }
    /** Names separated by commas, spaces or line breaks, each once. */
    list(name) {
        return [...new Set(this.text(name).split(/[\s,]+/))].filter((item) => item !== "");
    }
    words(name) {
        const text = this.text(name);
        const { words, problem } = splitWords(text);
        if (problem !== undefined) {
            this.rejectQuotes(name, text, problem);
        }
        return words;
    }
}
/** The words of an input's row and the one that is its default, with their types. */
function choicesOf(name) {
    // TypeScript does not relate the row that is found to its name; that defaults are choices is tested.
    const { choices, default: fallback } = definitions_inputDefinitions.find((row) => row.name === name);
    return { choices, fallback };
}
/** The words that an input takes; undefined where it takes others, too. */
function expectedWords(definition) {
    switch (definition?.kind) {
        case "boolean":
            return ["true", "false", ...(definition.also ?? [])];
        case "choice":
            return definition.choices;
        default:
            return undefined;
    }
}
/** What an input is where it is left out, for people. */
function describeDefault(name) {
    const definition = definitions_inputDefinition(name);
    return definition?.default ?? definition?.absent ?? "none";
}
/** Line breaks and tabs separate words; nothing else of their kind has a place in an input. */
function controlCharacter(definition) {
    return definition.kind === "words" || definition.kind === "list"
        ? // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
            /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
        : // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
            /[\u0000-\u001f\u007f-\u009f]/;
}

;// CONCATENATED MODULE: ./build/inputs/disallowed-flags.js

const remove = "remove it";
const startsProgram = ["it can make the build run another program", remove];
const replacesFiles = ["it replaces source files in the build", remove];
const writesFile = ["it writes a file outside the output directory", remove];
const setByUs = ["cgo-cross decides where the output goes", "use `name` and `out-dir`"];
const gccgo = ["only Go's own compiler is supported", remove];
function hasInput(input) {
    return ["it has an input of its own", `use \`${input}\``];
}
/** Flags of Go's tools, by name without hyphens. Sources: `go help build`, `go tool link -h`, `go tool compile -h`. */
const goFlags = {
    "go build": new Map([
        ["toolexec", startsProgram],
        ["exec", startsProgram],
        ["overlay", replacesFiles],
        ["compiler", gccgo],
        ["gccgoflags", gccgo],
        ["pkgdir", ["it installs packages into a directory of its own", remove]],
        ["debug-actiongraph", writesFile],
        ["debug-runtime-trace", writesFile],
        ["debug-trace", writesFile],
        ["n", ["it only prints commands and builds nothing", "use `dry-run`"]],
        ["o", setByUs],
        ["C", hasInput("working-directory")],
        ["tags", hasInput("tags")],
        ["ldflags", hasInput("ldflags")],
        ["gcflags", hasInput("gcflags")],
        ["buildmode", hasInput("buildmode")],
        ["trimpath", hasInput("trimpath")],
    ]),
    "go link": new Map([
        ["extld", startsProgram],
        ["extar", startsProgram],
        ["buildmode", hasInput("buildmode")],
        ["o", setByUs],
        ["benchmarkprofile", writesFile],
        ["capturehostobjs", writesFile],
        ["cpuprofile", writesFile],
        ["fipso", writesFile],
        ["memprofile", writesFile],
        ["tmpdir", writesFile],
    ]),
    "go compile": new Map([
        ["o", setByUs],
        ["asmhdr", writesFile],
        ["bench", writesFile],
        ["blockprofile", writesFile],
        ["cpuprofile", writesFile],
        ["json", writesFile],
        ["linkobj", writesFile],
        ["memprofile", writesFile],
        ["mutexprofile", writesFile],
        ["traceprofile", writesFile],
    ]),
    "go asm": new Map([["o", setByUs]]),
};
const loadsCode = ["it can make the compiler load code or run another program", remove];
const choosesPrograms = ["it can make the compiler run another program", remove];
const readsWords = ["it reads more options from a file, which cannot be checked", "write the options out"];
const setOutput = ["Go decides where the output goes", remove];
/**
 * Options of gcc and clang. Sources: gcc's common.opt (which gives many options a second spelling with two hyphens) and
 * invoke.texi, clang's Options.td, and Go's cmd/go/internal/work/security.go, which explains the forms with `@`.
 */
const compilerOptions = [
    // The compiler's parts get a value as a word of its own: `-I@file` becomes `-I` and `@file`. (`-DX=@x` does not.)
    [/^@|^--?[A-Za-z][A-Za-z-]*@|^--?(?!D)[A-Za-z][A-Za-z-]*=@/, readsWords],
    [/^--?(fplugin|fpass-plugin|iplugindir|plugin|add-plugin|load)/, loadsCode],
    [/^-fmodule-mapper/, loadsCode],
    [/^-fthinlto-distributor/, loadsCode],
    [/^--?wrapper/, startsProgram],
    [/^--?specs/, choosesPrograms],
    [
        /^-B(static|dynamic|symbolic)/,
        ["to the compiler it names a directory to run programs from", "put `-Wl,` before it, as in `-Wl,-Bstatic`"],
    ],
    [/^(-B|--prefix)/, choosesPrograms],
    [/^--?(ld-path|gcc-toolchain|gcc-install-dir|config)/, choosesPrograms],
    [/^-ccc-/, choosesPrograms],
    [/^-fuse-ld=.*[/\\]/, ["it names a linker by path", "name one of the toolchain's, as in `-fuse-ld=bfd`"]],
    [/^--for-(linker|assembler)/, ["it hides an option", "use `-Wl,` or `-Wa,`"]],
    [/^(-o|--output)/, setOutput],
];
/** Options of GNU ld, gold, lld and mold, and of the assembler, where `-B` has another meaning. */
const linkerOptions = [
    [/^@|^--?[A-Za-z][A-Za-z-]*=?@/, readsWords],
    [/^--?(plugin|load|lto_library|thinlto-distributor|thinlto-remote-compiler)/, loadsCode],
    [/^(-o$|-o.*[./]|--output)/, setOutput],
];
/** The words among these that are not to be passed to the tool: those that could start programs, escape, or contradict an input. */
function disallowedFlags(tool, words) {
    return tool === "C compiler"
        ? disallowedCompilerFlags(words)
        : words.flatMap((_, at) => disallowedGoFlags(tool, words, at));
}
/** A word read as a flag of a Go tool: `-name`, `--name`, `-name=value`. */
function readGoFlag(word) {
    const match = /^--?([^-=][^=]*)(?:=([\s\S]*))?$/.exec(word);
    return match?.[1] === undefined ? undefined : { name: match[1], value: match[2] };
}
function disallowedGoFlags(tool, words, at) {
    const word = words[at] ?? "";
    const flag = readGoFlag(word);
    if (flag === undefined) {
        return [];
    }
    const reason = goFlags[tool].get(flag.name);
    if (reason !== undefined) {
        return [disallowed(word, reason)];
    }
    const nested = flag.value ?? words[at + 1] ?? "";
    if (tool === "go link" && flag.name === "extldflags") {
        return nestedDisallowedFlags("C compiler", nested);
    }
    if (tool === "go build" && flag.name === "asmflags") {
        return nestedDisallowedFlags("go asm", withoutPackagePattern(nested));
    }
    return [];
}
function nestedDisallowedFlags(tool, text) {
    const { words, problem } = splitWords(text);
    if (problem !== undefined) {
        return [{ word: text, reason: problem, remedy: "close it with the same quote" }];
    }
    return disallowedFlags(tool, words);
}
/** `all=-N -l` without `all=`. Source: PerPackageFlag in Go's cmd/go/internal/load/flag.go. */
function withoutPackagePattern(text) {
    const trimmed = text.trim();
    return trimmed.startsWith("-") ? trimmed : trimmed.slice(trimmed.indexOf("=") + 1);
}
/**
 * Every word is judged alone, whatever comes before it: which words take the next one as their value is for the compiler
 * to know, and a check that guessed it wrong would let words through.
 */
function disallowedCompilerFlags(words) {
    return words.flatMap((word) => {
        const reason = parts(word)
            .map(({ text, options }) => options.find(([pattern]) => pattern.test(text))?.[1])
            .find((found) => found !== undefined);
        return reason === undefined ? [] : [disallowed(word, reason)];
    });
}
/** What a word passes to whom: `-Wl,-z,now` is two words for the linker. */
function parts(word) {
    const [, to, passedOn] = /^-W([lap]),(.*)$/s.exec(word) ?? [];
    if (passedOn !== undefined) {
        const options = to === "p" ? compilerOptions : linkerOptions;
        return passedOn.split(",").map((text) => ({ text, options }));
    }
    return [{ text: /^-X[a-z]+=(.*)$/s.exec(word)?.[1] ?? word, options: compilerOptions }];
}
function disallowed(word, [reason, remedy]) {
    return { word, reason, remedy };
}

;// CONCATENATED MODULE: ./build/inputs/flag-readers.js



function rejectDisallowed(read, name, disallowed) {
    const sentences = disallowed.map(({ word, reason, remedy }) => `${wording_quote(word)} is not allowed: ${reason}; ${remedy}`);
    for (const sentence of new Set(sentences)) {
        read.reject(name, sentence);
    }
}
/**
 * The text for -ldflags or -gcflags; empty where there is none or something in it is not allowed. Source of what is an
 * error: PerPackageFlag in Go's cmd/go/internal/load/flag.go.
 */
function readToolFlags(read, name, tool) {
    const text = read.text(name);
    if (text === "") {
        return "";
    }
    if (/^['"]/.test(text)) {
        read.reject(name, `${wording_quote(text)} begins with a quote; remove the quotes around the whole text, as in -s -w`);
        return "";
    }
    if (/^(=|[^-][^=]*$)/.test(text)) {
        read.reject(name, `${wording_quote(text)} does not begin with an option; write options such as -s, or options for some packages such as all=-s`);
        return "";
    }
    const { words, problem } = splitWords(withoutPackagePattern(text));
    if (problem !== undefined) {
        read.rejectQuotes(name, text, problem);
        return "";
    }
    const disallowed = disallowedFlags(tool, words);
    rejectDisallowed(read, name, disallowed);
    return disallowed.length > 0 ? "" : text;
}
/** Flags of `go build` that take the next word where they have no `=`. Source: `go help build`. */
const withValue = new Set(("C asmflags buildmode compiler covermode coverpkg debug-actiongraph debug-runtime-trace debug-trace exec gccgoflags " +
    "gcflags installsuffix ldflags mod modfile o overlay p pgo pkgdir tags toolexec").split(" "));
/**
 * The flags for `go build` one by one, each with its value joined to it: a lone word would look like a package to anyone
 * who sorts them.
 */
function readGoFlags(read) {
    const words = read.words("go-flags");
    const flags = [];
    for (let at = 0; at < words.length; at++) {
        const word = words[at] ?? "";
        const flag = readGoFlag(word);
        if (flag === undefined) {
            read.reject("go-flags", `${wording_quote(word)} is not an option, and go would take it for a package; put packages in \`package\`, and write values as -option=value`);
        }
        else if (withValue.has(flag.name) && flag.value === undefined) {
            at++;
            if (at === words.length) {
                read.reject("go-flags", `${wording_quote(word)} needs a value, as in ${word}=value`);
            }
            flags.push(`${word}=${words[at]}`);
        }
        else {
            flags.push(word);
        }
    }
    rejectDisallowed(read, "go-flags", disallowedFlags("go build", words));
    return read.unreadable.has("go-flags") ? [] : flags;
}
/** Words for a C compiler; none where something in them is not allowed. */
function readCompilerFlags(read, name) {
    const words = read.words(name);
    // These end in environment variables, which later steps get too: no value of those may hold a line break.
    for (const word of words.filter((one) => /[\r\n]/.test(one))) {
        read.reject(name, `${wording_quote(word)} contains a line break; close the quotes before it`);
    }
    rejectDisallowed(read, name, disallowedFlags("C compiler", words));
    return read.unreadable.has(name) ? [] : words;
}

;// CONCATENATED MODULE: ./build/inputs/target-patterns.js

function readPattern(text) {
    if (text === "all") {
        return { os: "*", arch: "*", variant: undefined };
    }
    const [os, arch, variant, ...more] = text.split("/");
    return os && arch && variant !== "" && more.length === 0 ? { os, arch, variant } : undefined;
}
/**
 * The targets that a pattern adds, in the order of the platforms; none where it matches nothing or cannot be read. Two parts
 * give platforms without a variant. In a third part `*` matches no hyphen, so that `linux/arm/*` gives v5, v6 and v7 but
 * not v7-softfloat, which only someone who names it wants.
 */
function includedTargets(text, platforms) {
    const pattern = readPattern(text);
    if (pattern === undefined) {
        return [];
    }
    return platforms
        .filter((platform) => matches(pattern.os, platform.os) && matches(pattern.arch, platform.arch))
        .flatMap(({ os, arch }) => includedVariants(pattern.variant, arch).map((variant) => ({ os, arch, variant })));
}
function includedVariants(pattern, arch) {
    if (pattern === undefined) {
        return [undefined];
    }
    const family = variantsOf(arch);
    if (family === undefined) {
        return [];
    }
    const found = family.variants.filter((variant) => matches(pattern, variant, "[^-]*"));
    if (!pattern.includes("*")) {
        return found;
    }
    // Of two spellings of one variant (`v8` and `v8.0`) a glob means the later.
    return found.filter((variant, at) => found.slice(at + 1).every((later) => family.toGo(later) !== family.toGo(variant)));
}
/** Whether a pattern excludes the target: two parts exclude every variant, a third part only variants that match it. */
function excludes(text, target) {
    const pattern = readPattern(text);
    return (pattern !== undefined &&
        matches(pattern.os, target.os) &&
        matches(pattern.arch, target.arch) &&
        (pattern.variant === undefined || (target.variant !== undefined && matches(pattern.variant, target.variant))));
}
/** Whether the pattern could exclude any target of these platforms; if it could not, it is a slip. */
function couldExclude(text, platforms) {
    return platforms.some(({ os, arch }) => [undefined, ...(variantsOf(arch)?.variants ?? [])].some((variant) => excludes(text, { os, arch, variant })));
}
function matches(part, name, star = ".*") {
    if (!part.includes("*")) {
        return part === name;
    }
    const literals = part.split(/\*+/).map((literal) => literal.replaceAll(/[^A-Za-z0-9]/g, "\\$&"));
    return new RegExp(`^${literals.join(star)}$`).test(name);
}

;// CONCATENATED MODULE: ./build/inputs/libraries.js


/** Source: Debian Policy, section 5.6.7. */
const packageName = /^[a-z0-9][a-z0-9+.-]+$/;
/**
 * Reads the input `libraries`: words, and `<target>:` before those that are for that target alone, to the end of the line.
 * Returns what is wrong in sentences that the input's name can stand before.
 */
function readLibraries(text, platforms) {
    const parts = [];
    const problems = [];
    for (const line of text.split("\n")) {
        let targets;
        // `linux/arm64:libfoo-dev` is taken as it is meant.
        for (const word of line.replaceAll(/(\/[^\s,:]+):/g, "$1: ").split(/[\s,]+/)) {
            if (word.endsWith(":")) {
                targets = word.slice(0, -1);
                if (!couldExclude(targets, platforms)) {
                    problems.push(`unknown target ${wording_quote(targets)}; write one before the colon, as in linux/arm64: libpcap-dev`);
                }
            }
            else if (word !== "" && !packageName.test(word)) {
                problems.push(`invalid package name ${wording_quote(word)}; name -dev packages such as libpcap-dev, or write auto or off`);
            }
            else if (word !== "") {
                parts.push({ targets, words: [word] });
            }
        }
    }
    return { libraries: problems.length > 0 ? [] : parts, problems };
}
/** The part of the input that is for one target. */
function librariesOf(libraries, target) {
    const words = libraries
        .filter(({ targets }) => targets === undefined || excludes(targets, target))
        .flatMap((part) => part.words);
    return {
        auto: !words.includes("off"),
        packages: [...new Set(words)].filter((word) => word !== "auto" && word !== "off"),
    };
}

;// CONCATENATED MODULE: ./build/inputs/unknown-target.js



/** One sentence: what is wrong with the item, what was probably meant, and what there is. */
function describeUnknownTarget(item, platforms) {
    const given = wording_quote(item.text);
    if (/^(softfloat|hardfloat|lse|crypto)$/.test(item.pattern) && item.before !== undefined) {
        const joined = wording_quote(`${item.before}-${item.pattern}`);
        return `targets: unknown target ${given}; did you mean ${joined}? (a comma separates targets)`;
    }
    if (/^-+$/.test(item.pattern)) {
        return `targets: unknown target ${given}; write the targets without the hyphens of a list`;
    }
    if (!item.pattern.includes("*") && includedTargets(item.pattern, knownPlatforms).length > 0) {
        return `targets: ${given} needs a newer Go than the one in use (Go 1.26 has it); update Go or remove the target`;
    }
    const [os = "", arch = "", variant] = item.pattern.split("/");
    const archs = platforms.filter((platform) => platform.os === os).map((platform) => platform.arch);
    const systems = platforms.filter((platform) => platform.arch === arch).map((platform) => platform.os);
    const again = (pattern) => wording_quote(`${item.excludes ? "!" : ""}${pattern}`);
    if (variant !== undefined && archs.includes(arch)) {
        return `targets: unknown target ${given}; ${describeVariants(item.pattern, arch, (form) => again(`${os}/${arch}${form}`))}`;
    }
    if (archs.length > 0 && systems.length > 0) {
        return `targets: unknown target ${given}; ${os} has ${both(archs)}, and ${arch} exists for ${both(systems)}`;
    }
    const fault = item.pattern.includes("*") ? `${given} matches no target` : `unknown target ${given}`;
    const meant = suggestTarget(item.pattern, platforms);
    const remedy = meant === undefined ? "expected os/arch" : `did you mean ${again(meant)}?`;
    return `targets: ${fault}; ${remedy} (${describeKnown({ os, archs, meant }, platforms)})`;
}
function describeKnown({ os, archs, meant }, platforms) {
    if (archs.length > 0) {
        return `${os} has ${both(archs)}`;
    }
    return meant === undefined ? `the systems are ${both(systemsOf(platforms))}` : "`go tool dist list` prints them all";
}
/** What there is instead of an unknown variant; `write` gives, in quotes, the target with such an ending. */
function describeVariants(pattern, arch, write) {
    const variants = variantsOf(arch)?.variants ?? [];
    if (variants.length === 0) {
        return `did you mean ${write("")}? (${arch} has no variants)`;
    }
    const main = variants.filter((variant) => !variant.includes("-"));
    const options = new Set(variants.flatMap((variant) => variant.match(/-.*/) ?? []));
    const also = options.size === 0 ? "" : `, each also with ${either([...options])}`;
    const known = `the variants of ${arch} are ${both(main)}${also}`;
    const meant = suggestVariant(pattern.toLowerCase().split("/").slice(2), arch);
    return meant === undefined ? known : `did you mean ${write(`/${meant}`)}? (${known})`;
}
function systemsOf(platforms) {
    return [...new Set(platforms.map((platform) => platform.os))];
}
/** Parts of triples that say nothing about the target. */
const noise = new Set(["unknown", "pc", "gnu", "gnuabi64", "musl", "msvc", "none", "apple", "w64", "gnullvm"]);
/** The pattern that was probably meant; undefined where nothing comes near. */
function suggestTarget(text, platforms) {
    const pattern = text.replace(/^all\//i, "*/");
    const meant = pattern.includes("*") ? suggestGlob(pattern, platforms) : suggestOne(pattern, platforms);
    return meant !== undefined && includedTargets(meant, platforms).length > 0 ? meant : undefined;
}
function suggestGlob(text, platforms) {
    if (/^\*+$/.test(text)) {
        return "all";
    }
    const archs = platforms.map((platform) => platform.arch);
    const candidates = [systemsOf(platforms), archs];
    const parts = text.toLowerCase().split("/");
    return parts
        .map((part, at) => (part.includes("*") ? part : (aliases.get(part) ?? wording_nearest(part, candidates[at] ?? []) ?? part)))
        .join("/");
}
/** Takes the text for a target under foreign names, in any order and with any separators, as triples have them. */
function suggestOne(text, platforms) {
    const names = text
        .toLowerCase()
        .replaceAll(/x86[_-]64/g, "amd64")
        .split(/[^a-z0-9.]+/)
        .flatMap((name) => (aliases.get(name) ?? name).split("/"))
        .filter((name) => name !== "" && !noise.has(name));
    if (names.length === 1 && names[0] === "all") {
        return "all";
    }
    const systems = systemsOf(platforms);
    const os = names.find((name) => systems.includes(name)) ?? nearestOf(names, systems);
    const others = names.filter((name) => name !== os);
    const fitting = platforms.filter((platform) => os === undefined || platform.os === os).map(({ arch }) => arch);
    const arch = others.find((name) => fitting.includes(name)) ?? nearestOf(others, fitting);
    if (arch === undefined) {
        return os === undefined || others.length > 0 ? undefined : `${os}/*`;
    }
    const system = os ?? platforms.find((platform) => platform.os === "linux" && platform.arch === arch)?.os;
    const variant = suggestVariant(others.slice(others.indexOf(arch) + 1), arch);
    return [system ?? platforms.find((platform) => platform.arch === arch)?.os, arch, variant]
        .filter((part) => part !== undefined)
        .join("/");
}
function nearestOf(names, candidates) {
    return names.map((name) => wording_nearest(name, candidates)).find((found) => found !== undefined);
}
function suggestVariant(names, arch) {
    const variants = variantsOf(arch)?.variants ?? [];
    const written = names.join("-");
    return [written, `v${written}`, ...names, ...names.map((name) => `v${name}`)].find((name) => variants.includes(name));
}

;// CONCATENATED MODULE: ./build/inputs/targets.js




/**
 * Reads the `targets` input against the platforms that can be built for. Items are separated by commas, spaces or line
 * breaks, `#` begins a comment, and items are applied from left to right: `os/arch` and `os/arch/variant` add a target,
 * patterns with `*` and `all` add what matches them, and a leading `!` excludes what the items before it gave.
 *
 * Never throws: what cannot be read is reported in `problems` and left out of `targets`.
 */
function parseTargets(text, platforms) {
    const items = readItems(text);
    const chosen = new Map();
    const problems = [];
    const idle = [];
    for (const [index, item] of items.entries()) {
        const known = item.excludes ? couldExclude(item.pattern, platforms) : addTargets(chosen, item, platforms);
        if (!known) {
            problems.push(describeUnknownTarget({ ...item, before: items[index - 1]?.text }, platforms));
        }
        else if (item.excludes && !removeTargets(chosen, item)) {
            idle.push(item);
        }
    }
    const targets = [...chosen.values()];
    for (const item of idle.filter(({ pattern }) => targets.some((target) => excludes(pattern, target)))) {
        problems.push(`targets: ${wording_quote(item.text)} excludes nothing here; put it after the targets it should exclude`);
    }
    if (targets.length === 0 && problems.length === 0) {
        problems.push(describeNothingLeft(items));
    }
    return { targets, problems };
}
function readItems(text) {
    return (text
        .replaceAll(/#[^\r\n]*/g, " ")
        // A `!` belongs to what follows it, with or without a space.
        .replaceAll(/!\s+/g, "!")
        .split(/[\s,]+/)
        .filter((item) => item !== "")
        .map((item) => ({ text: item, excludes: item.startsWith("!"), pattern: item.replace(/^!/, "") })));
}
/** Whether there was anything to add. */
function addTargets(chosen, item, platforms) {
    const added = includedTargets(item.pattern, platforms);
    for (const target of added) {
        chosen.set(target_targetName(target), target);
    }
    return added.length > 0;
}
/** Whether anything was excluded. */
function removeTargets(chosen, item) {
    const excluded = [...chosen].filter(([, target]) => excludes(item.pattern, target));
    for (const [name] of excluded) {
        chosen.delete(name);
    }
    return excluded.length > 0;
}
function describeNothingLeft(items) {
    const last = wording_quote(items.at(-1)?.text ?? "");
    if (items.length === 0) {
        return 'targets: no target given; write at least one such as "linux/arm64", or "all"';
    }
    if (items.every((item) => item.excludes)) {
        return `targets: ${last} has nothing to exclude from; begin with what to build, such as "all"`;
    }
    return `targets: nothing is left after ${last}; exclude less or add targets`;
}

;// CONCATENATED MODULE: ./build/inputs/readers.js






/**
 * How each input is read, in the order of the table. A reader takes its input's text from `read`, reports problems there,
 * and then returns the default. `platforms` is what the user's Go can build for. The type `Inputs` is made of what these
 * return, so that an input without a reader does not compile.
 */
const readers = {
    targets: readTargets,
    cgo: (read) => read.choice("cgo"),
    fallback: (read) => read.choice("fallback"),
    compiler: (read) => read.choice("compiler"),
    static: (read) => read.booleanOr("static") !== false,
    libc: (read) => read.choice("libc"),
    /** `2.31`; undefined: whatever the toolchain gives. */
    glibc: readGlibc,
    libraries: readLibrariesInput,
    /** Main packages or patterns, as `go build` takes them; at least one, none of them begins with a hyphen. */
    package: readPackages,
    /** Absolute, or relative to the directory that the run was started in. */
    "working-directory": (read) => read.text("working-directory"),
    /** A plain file name; undefined: the last element of the import path. */
    name: readName,
    /** Absolute, or relative to the working directory. */
    "out-dir": (read) => read.text("out-dir"),
    tags: readTags,
    /** The text for `-ldflags=`, one argument: Go takes it apart itself. Empty where there is none. */
    ldflags: (read) => readToolFlags(read, "ldflags", "go link"),
    /** The text for `-gcflags=`, likewise. */
    gcflags: (read) => readToolFlags(read, "gcflags", "go compile"),
    buildmode: (read) => read.choice("buildmode"),
    trimpath: (read) => read.boolean("trimpath"),
    /** Arguments for `go build`, each a whole flag: `-name` or `-name=value`. */
    "go-flags": readGoFlags,
    /** Words to add to Go's defaults. Any of these lists can be joined again by `joinWords`; no word has a line break. */
    "cgo-cflags": (read) => readCompilerFlags(read, "cgo-cflags"),
    "cgo-cxxflags": (read) => readCompilerFlags(read, "cgo-cxxflags"),
    "cgo-ldflags": (read) => readCompilerFlags(read, "cgo-ldflags"),
    build: (read) => read.boolean("build"),
    "export-env": (read) => read.choice("export-env"),
    run: (read) => read.boolean("run"),
    "run-args": (read) => read.words("run-args"),
    artifacts: (read) => read.choice("artifacts"),
    /**
     * A template with `{name}`, `{target}`, `{os}`, `{arch}` and `{variant}` in it. It has no other brace, and nothing that
     * an artifact's name must not contain.
     */
    "artifact-name": readArtifactName,
    "retention-days": (read) => read.number("retention-days"),
    archive: (read) => read.choice("archive"),
    cache: (read) => read.choice("cache"),
    /** Undefined: as many as the CPUs and the memory allow. */
    jobs: (read) => read.number("jobs"),
    "dry-run": (read) => read.boolean("dry-run"),
};
function readTargets(read, platforms) {
    const { targets, problems } = parseTargets(read.text("targets"), platforms);
    read.problems.push(...problems);
    if (targets.length > 0) {
        return targets;
    }
    read.unreadable.add("targets");
    return parseTargets(definitions_inputDefinition("targets")?.default ?? "", platforms).targets;
}
function readGlibc(read) {
    const text = read.text("glibc");
    if (text === "" || /^2\.[0-9]{1,2}$/.test(text)) {
        return text === "" ? undefined : text;
    }
    read.rejectValue("glibc", text, "a version such as 2.31");
    return undefined;
}
function readLibrariesInput(read, platforms) {
    const { libraries, problems } = readLibraries(read.text("libraries"), platforms);
    for (const problem of problems) {
        read.reject("libraries", problem);
    }
    return libraries;
}
function readPackages(read) {
    const packages = read.list("package");
    const flags = packages.filter((word) => word.startsWith("-"));
    for (const flag of flags) {
        read.reject("package", `${wording_quote(flag)} is an option, not a package; put it in \`go-flags\``);
    }
    const kept = packages.filter((word) => !flags.includes(word));
    if (kept.length === 0 && flags.length === 0) {
        read.rejectValue("package", read.text("package"), "at least one package such as ./cmd/server");
    }
    return kept.length > 0 ? kept : ["."];
}
function readName(read) {
    const name = read.text("name");
    if (name === "") {
        return undefined;
    }
    const fault = describeForbidden(name);
    if (/[/\\]/.test(name)) {
        read.reject("name", `${wording_quote(name)} is a path; write a plain file name here, and the directory in \`out-dir\``);
    }
    else if (name === "." || name === "..") {
        read.reject("name", `${wording_quote(name)} is a directory; write a plain file name such as hello`);
    }
    else if (name.startsWith("-")) {
        read.reject("name", `${wording_quote(name)} begins with a hyphen and would be taken for an option; choose another name`);
    }
    else if (fault !== undefined) {
        read.reject("name", `${wording_quote(name)} ${fault}; remove it`);
    }
    else {
        return name;
    }
    return undefined;
}
function readTags(read) {
    const tags = read.list("tags");
    // Source: isValidTag in Go's go/build: any other tag could never be satisfied.
    const wrong = tags.filter((tag) => !/^[\p{L}\p{Nd}_.]+$/u.test(tag));
    for (const tag of wrong) {
        read.reject("tags", `invalid build tag ${wording_quote(tag)}; use letters, digits, "_" and "." only`);
    }
    return tags.filter((tag) => !wrong.includes(tag));
}
function readArtifactName(read) {
    const template = read.text("artifact-name");
    if (template === "") {
        return undefined;
    }
    const problems = artifactTemplateProblems(template);
    for (const problem of problems) {
        read.reject("artifact-name", problem);
    }
    return problems.length === 0 ? template : undefined;
}

;// CONCATENATED MODULE: ./build/inputs/directories.js


/**
 * The two inputs that are needed before all others, since which targets there are is asked of the Go in the module's
 * directory. They are the ones that `parseInputs` reads; it also reports what is wrong with them.
 */
function readDirectories(raw) {
    const read = new Reader(raw);
    return { workingDirectory: readers["working-directory"](read), outDir: readers["out-dir"](read) };
}

// EXTERNAL MODULE: ./node_modules/commander/index.js
var commander = __nccwpck_require__(18909);
;// CONCATENATED MODULE: ./node_modules/commander/esm.mjs


// wrapper to provide named exports for ESM.
const {
  /* program */ "DM": program,
  /* createCommand */ "gu": createCommand,
  /* createArgument */ "er": createArgument,
  /* createOption */ "Ww": createOption,
  /* CommanderError */ "b7": esm_CommanderError,
  /* InvalidArgumentError */ "Di": InvalidArgumentError,
  /* InvalidOptionArgumentError */ "a2": InvalidOptionArgumentError, // deprecated old name
  /* Command */ "uB": esm_Command,
  /* Argument */ "ef": Argument,
  /* Option */ "c$": esm_Option,
  /* Help */ "_V": Help,
} = commander;

;// CONCATENATED MODULE: ./build/inputs/commands.js
/** The commands beside the build itself, which has no name. Each also has an option for every input. */
const commands_commandDefinitions = [
    {
        name: "explain",
        description: "Says what the program needs from C on each target and what becomes of it without: which packages, through which " +
            "imports, with what a stub would answer, and which libraries. Builds nothing and fetches no toolchain.",
        options: [{ name: "json", kind: "switch", description: "Prints it as JSON." }],
    },
    {
        name: "lock",
        description: "Writes cgo-cross.lock beside go.mod: for every toolchain and emulator of the targets the packages with version, " +
            "size and SHA-256, and the digest of what they unpack to. Builds then use exactly that. Commit the file.",
        options: [
            {
                name: "check",
                kind: "switch",
                description: "Writes nothing, and fails where the lock is not what the distribution has today.",
            },
            {
                name: "release",
                kind: "list",
                example: "debian-12",
                description: "Other releases of this machine's distribution to lock too, such as debian-12,debian-13. Locks of releases " +
                    "that are not named stay as they are.",
            },
        ],
    },
];

;// CONCATENATED MODULE: ./build/inputs/help.js
/** Columns of the help text. */
const help_width = 96;
const indent = "      ";
/** What stands at the top of the program's own help. */
const help_intro = (/* unused pure expression or super */ null && (`\
Builds a Go program for several platforms, with the C code that it needs, and checks each binary. Needs Go and, for C, a Debian or Ubuntu machine; it installs nothing on it.

Examples:
  cgo-cross --targets linux/arm64 --package ./cmd/server
  cgo-cross --targets 'linux/*, !linux/mips*, windows/amd64' --static --out-dir build
  cgo-cross --targets all --dry-run

cgo-cross COMMAND --help prints the help of a command.`));
/** How commander sets the help of a command: each option on a line of its own, its description below it. */
const help_commandHelp = {
    helpWidth: help_width,
    optionDescription: (option) => option.description,
    subcommandTerm: (command) => `${command.name()} ${command.usage()}`,
    formatItem: (term, _, description, helper) => `  ${term}\n${helper.boxWrap(description, help_width - indent.length).replaceAll(/^/gm, indent)}`,
    formatHelp: (command, helper) => {
        const item = (term, description) => helper.formatItem(term, 0, description, helper);
        const commands = helper
            .visibleCommands(command)
            .map((each) => item(helper.subcommandTerm(each), helper.subcommandDescription(each)));
        const options = helper
            .visibleOptions(command)
            .map((each) => item(helper.optionTerm(each), helper.optionDescription(each)));
        const sections = [
            `Usage: ${helper.commandUsage(command)}`,
            helper.boxWrap(helper.commandDescription(command), help_width),
            ...section("Commands", commands),
            ...section("Options", options),
        ];
        return `${sections.join("\n\n")}\n`;
    },
};
function section(title, items) {
    return items.length === 0 ? [] : [`${title}:\n${items.join("\n")}`];
}
/** `--jobs NUMBER  (default: …)` */
function help_inputTerm(definition) {
    const { name } = definition;
    const title = definition.kind === "boolean" ? `--[no-]${name}` : `--${name} ${metavariable(definition)}`;
    return `${title}  (default: ${definition.default ?? definition.absent?.replaceAll("`", "")})`;
}
/** `--release LIST` */
function help_optionTerm({ name, kind }) {
    return kind === "switch" ? `--${name}` : `--${name} LIST`;
}
/** `lock [--check] [--release LIST] [options]` */
function help_commandTerm({ name, options }) {
    return [name, ...options.map((option) => `[${help_optionTerm(option)}]`), "[options]"].join(" ");
}
/** What stands for an option's value. */
function metavariable(definition) {
    switch (definition.kind) {
        case "choice":
            return definition.choices.join("|");
        case "number":
            return "NUMBER";
        case "list":
            return definition.name === "targets" ? "TARGETS" : "LIST";
        case "words":
            return "WORDS";
        case "text":
            return "TEXT";
    }
}

;// CONCATENATED MODULE: ./build/inputs/flag-problems.js




/** An option without its value. `example` is needed for options that are not inputs. */
function flag_problems_describeMissing(name, example = exampleOf(name)) {
    const written = /^[\w./:=@%+-]+$/.test(example) ? example : `'${example}'`;
    return `--${name} needs a value, for example --${name} ${written}`;
}
function exampleOf(name) {
    const definition = inputDefinition(name);
    if (definition === undefined || definition.kind === "boolean") {
        return "true";
    }
    return definition.kind === "choice"
        ? (definition.choices.find((choice) => choice !== definition.default) ?? "")
        : definition.example;
}
/** An argument that commander could not place, on the line of this command. */
function flag_problems_describeLeftover(argument, command) {
    if (!argument.startsWith("-") || argument === "-") {
        return flag_problems_describeUnexpected(argument);
    }
    const name = /^--([^=]+)/.exec(argument)?.[1] ?? "";
    const switched = inputDefinition(name.replace(/^no-/, ""));
    if (switched?.kind === "boolean") {
        return `--${name} takes no value; write --${switched.name}, --no-${switched.name} or --${switched.name}=false`;
    }
    const given = `unknown option ${quote(argument)}`;
    if (switched?.kind === "choice" && switched.choices.includes("off")) {
        return `${given}; did you mean --${switched.name} off?`;
    }
    const owner = commandDefinitions.find(({ options }) => options.some((option) => option.name === name));
    if (owner !== undefined && owner.name !== command.name) {
        return `${given}; did you mean cgo-cross ${owner.name} --${name}?`;
    }
    const written = (name || argument.replace(/^-+/, "").replace(/=.*/s, "")).toLowerCase().replaceAll("_", "-");
    const names = [...command.options, ...inputDefinitions].map((each) => each.name);
    const meant = nearest(written, [...names, "help", "version"]);
    return `${given}; ${meant === undefined ? "--help lists all options" : `did you mean --${meant}?`}`;
}
/** An argument that belongs to no option. */
function flag_problems_describeUnexpected(argument) {
    const given = `unexpected argument ${quote(argument)}`;
    const command = commandDefinitions.find(({ name }) => name === argument);
    if (command !== undefined) {
        return `${given}; a command comes first, as in cgo-cross ${commandTerm(command)}`;
    }
    const option = /^\.|\.go$|^[^/]*\.[^/]*\//.test(argument) ? "package" : "targets";
    return `${given}; did you mean --${option} ${quote(argument)}?`;
}

;// CONCATENATED MODULE: ./build/inputs/flags.js






/**
 * Reads the command line: every input is an option of the same name.
 *
 * `--name value` and `--name=value` set an input; a boolean is also set by `--name` alone and unset by `--no-name`. A list
 * (`targets`, `package`, `tags`) may be given several times. A command of the table may come first, with options of its
 * own. There are no other arguments. Never throws for what a user wrote.
 *
 * commander takes the line apart and stops at nothing: what it does not know it hands over, so that every problem is found.
 * @param argv The arguments after the program's name.
 */
function parseFlags(argv) {
    const line = new Line(argv);
    try {
        makeProgram(line).parse(argv, { from: "user" });
    }
    catch (error) {
        if (!(error instanceof CommanderError)) {
            throw error;
        }
        if (error.code === "commander.helpDisplayed") {
            return { kind: "help", text: line.help };
        }
        if (error.code === "commander.optionMissingArgument") {
            return withoutLast(argv);
        }
        throw error;
    }
    return line.versionRequested
        ? { kind: "version" }
        : { kind: "inputs", raw: line.raw, command: line.command, problems: line.problems };
}
/** Only the last argument can be an option that takes whatever follows and is followed by nothing. */
function withoutLast(argv) {
    const parsed = parseFlags(argv.slice(0, -1));
    const name = argv.at(-1)?.replace(/^--/, "") ?? "";
    return parsed.kind === "inputs" ? { ...parsed, problems: [...parsed.problems, describeMissing(name)] } : parsed;
}
/** No argument of a process can contain this character: an option without its value. */
const absent = "\0";
/** What is read off one command line. */
class Line {
    raw = {};
    problems = [];
    /** The values of the command's own options, by name. */
    options = new Map();
    command = { kind: "build" };
    versionRequested = false;
    help = "";
    #argv;
    constructor(argv) {
        this.#argv = argv;
    }
    setInput(definition, text) {
        const { name } = definition;
        const before = this.raw[name];
        if (text === absent) {
            this.problems.push(describeMissing(name));
        }
        else if (before === undefined) {
            this.raw[name] = text;
        }
        else if (definition.kind === "list") {
            this.raw[name] = `${before}\n${text}`;
        }
        else {
            this.problems.push(`--${name} is given twice; give it once`);
        }
    }
    /** `--static linux/arm64` is `--static` and an argument that belongs to nothing; `--static=linux/arm64` is not. */
    setBoolean(definition, text) {
        const words = ["true", "false", ...(definition.also ?? [])];
        if (words.includes(text.toLowerCase()) || this.#argv.includes(`--${definition.name}=${text}`)) {
            this.setInput(definition, text);
        }
        else {
            this.setInput(definition, "true");
            this.problems.push(describeUnexpected(text));
        }
    }
}
function makeProgram(line) {
    const program = makeCommand(line, { name: "cgo-cross", description: intro, options: [] });
    const usage = ["[--targets TARGETS] [--package LIST] [options]"];
    for (const definition of commandDefinitions) {
        const command = makeCommand(line, definition);
        command.usage(commandTerm(definition).slice(definition.name.length + 1));
        usage.push(`       cgo-cross ${commandTerm(definition)}`);
        program.addCommand(command);
    }
    return program.usage(usage.join("\n")).helpCommand(false).enablePositionalOptions();
}
/** A command with its own options and those of all inputs. It accepts everything, prints nothing and never exits. */
function makeCommand(line, definition) {
    const terms = new Map();
    const command = new Command(definition.name).description(definition.description);
    const add = (option, term) => {
        command.addOption(term === undefined ? option.hideHelp() : option);
        terms.set(option, term ?? "");
    };
    for (const option of definition.options) {
        add(makeCommandOption(line, option), optionTerm(option));
    }
    for (const input of inputDefinitions) {
        addInput(line, input, add);
    }
    const version = new Option("--version", "Prints the version.").argParser(() => {
        line.versionRequested = true;
    });
    add(version, "--version");
    return command
        .helpOption("-h, --help", "Prints this text.")
        .configureHelp({ ...commandHelp, optionTerm: (option) => terms.get(option) ?? option.flags })
        .configureOutput({
        writeOut: (text) => {
            line.help += text;
        },
        writeErr: () => undefined,
        outputError: () => undefined,
        getOutHelpWidth: () => width,
        getErrHelpWidth: () => width,
        getOutHasColors: () => false,
        getErrHasColors: () => false,
    })
        .exitOverride()
        .allowUnknownOption()
        .allowExcessArguments()
        .action(() => {
        line.command = chooseCommand(line, definition);
        line.problems.push(...command.args.map((argument) => describeLeftover(argument, definition)));
    });
}
function addInput(line, definition, add) {
    const { name, description } = definition;
    // Words are options themselves, more often than not (`--run-args --version`), so these take whatever comes.
    const option = new Option(`--${name} ${definition.kind === "words" ? "<value>" : "[value]"}`, description);
    if (definition.kind !== "boolean") {
        add(option.preset(absent).argParser((text) => line.setInput(definition, text)), inputTerm(definition));
        return;
    }
    add(option.preset("true").argParser((text) => line.setBoolean(definition, text)), inputTerm(definition));
    add(new Option(`--no-${name}`).preset("false").argParser((text) => line.setInput(definition, text)));
}
function makeCommandOption(line, definition) {
    const { name, description } = definition;
    if (definition.kind === "switch") {
        return new Option(`--${name}`, description).argParser(() => line.options.set(name, true));
    }
    return new Option(`--${name} [value]`, description).preset(absent).argParser((text) => {
        const given = text === absent ? [] : text.split(/[\s,]+/).filter((word) => word !== "");
        const before = line.options.get(name) ?? [];
        line.options.set(name, before === true ? given : [...before, ...given]);
        line.problems.push(...(given.length === 0 ? [describeMissing(name, definition.example)] : []));
    });
}
function chooseCommand(line, { name, options }) {
    if (!commandDefinitions.some((definition) => definition.name === name)) {
        return { kind: "build" };
    }
    const values = options.map((option) => {
        const value = line.options.get(option.name);
        return [camelCase(option.name), value ?? (option.kind === "switch" ? false : [])];
    });
    // `ChosenCommand` is made of the same table, which TypeScript cannot follow through a loop.
    return { kind: name, ...Object.fromEntries(values) };
}

;// CONCATENATED MODULE: ./build/inputs/checks.js


/** What one input says about another. */
const checks = [
    { of: ["static", "targets"], problems: checkStatic },
    { of: ["glibc", "libc"], problems: checkGlibc },
    { of: ["export-env", "targets"], problems: checkExport },
    { of: ["run", "run-args"], problems: checkRunArgs },
    { of: ["run", "build", "buildmode"], problems: checkRun },
];
/** The problems between inputs, a sentence each; checks of inputs that are `unreadable` are left out. */
function crossProblems(inputs, unreadable) {
    return checks
        .filter((check) => check.of.every((name) => !unreadable.has(name)))
        .flatMap((check) => check.problems(inputs));
}
function checkGlibc({ glibc, libc }) {
    return glibc !== undefined && libc === "musl"
        ? ["glibc: programs built with `libc: musl` need no glibc; remove one of the two"]
        : [];
}
function checkStatic(inputs) {
    const impossible = inputs.targets.filter((target) => systemOf(target.os)?.canBeStatic === false).map(target_targetName);
    if (!inputs.static || impossible.length === 0) {
        return [];
    }
    return [
        `static: not possible for ${both(impossible)}, where every program uses the system's own libraries; ` +
            "build these without `static`, in a step of their own",
    ];
}
function checkExport(inputs) {
    if (inputs.exportEnv !== "true" || inputs.targets.length === 1) {
        return [];
    }
    return [
        `export-env: "true" sets CC, GOOS and GOARCH for a single target, but \`targets\` has ${inputs.targets.length}; ` +
            'name one target, or use "auto" for variables such as CC_linux_arm64',
    ];
}
function checkRunArgs(inputs) {
    if (inputs.run || inputs.runArgs.length === 0) {
        return [];
    }
    return [`run-args: ${wording_quote(inputs.runArgs.join(" "))} has no effect without \`run: true\`; add that, or remove it`];
}
function checkRun(inputs) {
    if (!inputs.run) {
        return [];
    }
    if (!inputs.build) {
        return ["run: there is nothing to run with `build: false`; remove one of the two"];
    }
    if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
        return [`run: \`buildmode: ${inputs.buildmode}\` gives a library, which cannot be run; remove one of the two`];
    }
    return [];
}

;// CONCATENATED MODULE: ./build/inputs/parse.js





/**
 * Reads all inputs from their texts and checks all that can be checked without a look at the program or the machine.
 * Never throws.
 * @param raw The text of each input that was given, by name. What is left out has its default.
 * @param platforms What the user's Go can build for.
 */
function parseInputs(raw, platforms) {
    const read = new Reader(raw);
    const inputs = readInputs(read, platforms);
    return {
        inputs,
        problems: [...unknownNames(raw), ...read.problems, ...crossProblems(inputs, read.unreadable)],
    };
}
function readInputs(read, platforms) {
    const values = definitions_inputDefinitions.map(({ name }) => [propertyName(name), readers[name](read, platforms)]);
    // `Inputs` has these names and the types of these readers, which TypeScript cannot follow through a loop.
    const rows = Object.fromEntries(values);
    return { ...rows, allowNss: read.booleanOr("static") === "allow-nss" };
}
/** See the type `PropertyName`. */
function propertyName(name) {
    return name === "package" ? "packages" : wording_camelCase(name);
}
function unknownNames(raw) {
    const names = definitions_inputDefinitions.map((definition) => definition.name);
    return Object.keys(raw)
        .filter((name) => definitions_inputDefinition(name) === undefined)
        .map((name) => {
        const meant = wording_nearest(name.toLowerCase().replaceAll("_", "-"), names);
        const remedy = meant === undefined ? `the inputs are ${names.join(", ")}` : `did you mean ${wording_quote(meant)}?`;
        return `unknown input ${wording_quote(name)}; ${remedy}`;
    });
}

;// CONCATENATED MODULE: ./build/inputs/variables.js

/**
 * The inputs of a step as the runner hands them on: `INPUT_` and the name in capitals, hyphens kept. Variables of that
 * kind which belong to no input are left alone: a workflow may have set them itself, and the runner warns of misspelt
 * inputs. Source: actions/runner, ActionRunner.cs, and actions/toolkit, getInput.
 */
function rawFromVariables(environment) {
    const raw = {};
    for (const { name } of definitions_inputDefinitions) {
        const text = environment[`INPUT_${name.toUpperCase()}`];
        if (text !== undefined) {
            raw[name] = text;
        }
    }
    return raw;
}

;// CONCATENATED MODULE: ./build/inputs/index.js
/** The inputs of the action and the command line: text → Inputs, and the tables that describe them. */







;// CONCATENATED MODULE: ./build/commands/directories.js


/**
 * Where a run works and where it writes. Defaults stand in for what cannot be used, which `parseInputs` reports.
 * @param workspace What `working-directory` is relative to; `out-dir` is relative to that.
 * @param raw The inputs by name, as they were given.
 */
function resolveDirectories(workspace, raw) {
    const { workingDirectory, outDir } = readDirectories(raw);
    const directory = (0,external_node_path_.resolve)(workspace, workingDirectory);
    return { directory, outDir: (0,external_node_path_.resolve)(directory, outDir) };
}

;// CONCATENATED MODULE: ./build/host/errors.js
/**
 * What went wrong for a reason that the user can do something about: a mistake in the inputs, a mirror that does not
 * answer, a package that does not exist, a disk that is full. Each problem is one sentence: what happened, why, and what
 * to type next. Anything else that is thrown is a fault of this program; see describeError.
 */
class errors_UserError extends Error {
    /** At least one, a sentence each. */
    problems;
    /**
     * @param problems One sentence, or several where several things are wrong at once.
     * @param options `cause`: what was caught, for whoever debugs it.
     */
    constructor(problems, options) {
        const all = typeof problems === "string" ? [problems] : problems;
        super(all.join("\n"), options);
        this.name = "UserError";
        this.problems = all;
    }
}
/** Something that does not exist for this machine at all, rather than having failed to be fetched. */
class UnavailableError extends errors_UserError {
    constructor(problems, options) {
        super(problems, options);
        this.name = "UnavailableError";
    }
}
/**
 * Tells the two kinds of errors apart. What the operating system refuses (no space left, permission denied) is the
 * user's to mend, too: Node marks those errors with the name of the system call.
 */
function describeError(error) {
    if (error instanceof errors_UserError) {
        return { kind: "user", problems: error.problems };
    }
    if (error instanceof Error && "syscall" in error && typeof error.syscall === "string") {
        return { kind: "user", problems: [error.message] };
    }
    const message = messageOf(error);
    const stack = error instanceof Error ? (error.stack ?? message) : message;
    return { kind: "internal", message, stack: withCauses(stack, error) };
}
/**
 * The text that a fault of ours is shown with: its stack, which a report of it needs, and the request for that report.
 */
function describeFault({ stack }) {
    return `${stack}\n${reportRequest}`;
}
/** What follows a fault of ours. */
const reportRequest = "This is a fault of cgo-cross, not of your program. Please report it with its stack trace.";
/**
 * What a warning says of an error that costs no more than time: the problem, or of a fault of ours the text that a report
 * of it needs.
 */
function describeForWarning(error) {
    const described = describeError(error);
    return described.kind === "user" ? described.problems.join("; ") : describeFault(described);
}
/** The message of anything that was thrown. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
function withCauses(stack, error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return cause === undefined
        ? stack
        : `${stack}\nCaused by: ${withCauses(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause), cause)}`;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(57975);
;// CONCATENATED MODULE: ./build/report/format.js

/** A length of time in at most two units: `850 ms`, `4.2 s`, `1 min 12 s`, `2 h 5 min`. */
function duration(seconds) {
    if (seconds < 0.9995) {
        return `${Math.round(seconds * 1000)} ms`;
    }
    if (seconds < 9.95) {
        return `${seconds.toFixed(1)} s`;
    }
    const whole = Math.round(seconds);
    if (whole < 60) {
        return `${whole} s`;
    }
    if (whole < 3600) {
        return twoUnits(Math.floor(whole / 60), "min", whole % 60, "s");
    }
    const minutes = Math.round(seconds / 60);
    return twoUnits(Math.floor(minutes / 60), "h", minutes % 60, "min");
}
function twoUnits(large, largeUnit, small, smallUnit) {
    return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
/** `1 target`, `8 targets`. */
function counted(count, singular, plural = `${singular}s`) {
    return `${count} ${count === 1 ? singular : plural}`;
}
const format_conjunction = new Intl.ListFormat("en-GB", { type: "conjunction" });
/** `a`, `a and b`, `a, b and c`. */
function listed(items) {
    return format_conjunction.format(items);
}
/** At most `limit` UTF-16 code units, ending in `…` where the text was truncated. */
function shortened(text, limit) {
    if (text.length <= limit) {
        return text;
    }
    // Half of a surrogate pair is not a character.
    return `${text.slice(0, Math.max(0, limit - 1)).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
/** At most `limit` bytes of UTF-8, ending in `…` where the text was truncated. */
function shortenedToBytes(text, limit) {
    if (utf8Bytes(text) <= limit) {
        return text;
    }
    const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, limit - utf8Bytes("…"))));
    return limit < utf8Bytes("…") ? "" : `${text.slice(0, read)}…`;
}
/** The length of a text as UTF-8, in bytes. */
function utf8Bytes(text) {
    return Buffer.byteLength(text);
}
/** The last element of a path. */
function fileName(path) {
    return path.slice(path.lastIndexOf("/") + 1);
}
/**
 * Text from outside as one harmless line: no colours, no control or invisible formatting characters (which can turn the
 * reading direction around), no line breaks, no legacy runner command. The runner looks for `##[` anywhere in a line.
 */
function format_plainText(text) {
    return plainLine(text.replaceAll(/\s+/g, " ")).trim();
}
/** Lines from outside, each made harmless in the same way; their indentation stays. */
function plainLines(lines) {
    return lines.flatMap((line) => line.split(/\r\n|[\n\r\u2028\u2029]/)).map(plainLine);
}
function plainLine(line) {
    return (0,external_node_util_.stripVTControlCharacters)(line.replaceAll("\t", "    "))
        .replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
        .replaceAll(/\p{Cs}/gu, "\uFFFD")
        .replaceAll("##[", "## [")
        .trimEnd();
}
/**
 * Text from outside, made harmless for GitHub's Markdown: it shows as it is in a paragraph, a list item, a table cell and
 * an HTML element alike. Entities serve all four, which backslashes do not (GFM spec 0.29, 2.4 and 6.2); two dollar signs
 * would make a formula without the elements around them (GitHub's page "Writing mathematical expressions"). It must not be
 * the first thing of a block: `#` and `-` are left as they are.
 */
function markdownText(text) {
    return markdownFragment(format_plainText(text));
}
function markdownFragment(text) {
    return text
        .replaceAll(/[&<>|`\\*~[\]]/g, entity)
        .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, entity)
        .replaceAll("$", "<span>$</span>");
}
function entity(character) {
    return `&#${character.codePointAt(0)};`;
}
/** A sentence from outside, like markdownText, with text between backticks in a fixed-width font. */
function markdownSentence(text) {
    return format_plainText(text)
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 0 ? markdownFragment(part) : `<code>${markdownFragment(part)}</code>`))
        .join("");
}
/** A name from outside in a fixed-width font, in a table cell too. */
function markdownCode(text) {
    return /^[\w./+:@,=-]+$/.test(text) ? `\`${text}\`` : `<code>${markdownText(text)}</code>`;
}
/** Lines from outside as a fenced block that none of them can end. */
function markdownFence(lines) {
    const plain = plainLines(lines);
    const runs = plain.flatMap((line) => line.match(/`+/g) ?? []);
    const longestRun = runs.reduce((longest, run) => Math.max(longest, run.length), 2);
    const fence = "`".repeat(longestRun + 1);
    return [`${fence}text`, ...plain, fence];
}

;// CONCATENATED MODULE: ./build/report/outcomes.js


const stageFailed = {
    plan: "cannot be built",
    toolchain: "toolchain failed",
    build: "build failed",
    verify: "verification failed",
    run: "run failed",
    publish: "publishing failed",
};
/** `build failed`, or `build failed, a fault of cgo-cross`. */
function describeStage(failure) {
    return `${stageFailed[failure.stage]}${faultLabel(failure)}`;
}
/** To be put after what failed: `, a fault of cgo-cross`; empty for what the user can mend. */
function faultLabel({ stack }) {
    return stack === undefined ? "" : ", a fault of cgo-cross";
}
/** The first lines of the stack trace, plain text; none for what the user can mend. */
function stackLines({ stack }, count) {
    return stack === undefined ? [] : plainLines([stack]).slice(0, count);
}
/** `linux/arm64: build failed after 4.2 s`, or `linux/arm64: build failed after 4.2 s, a fault of cgo-cross`. */
function describeFailureTitle({ target, seconds, failure }) {
    // A target whose toolchain could not be installed was hardly started: its time says nothing.
    const after = seconds >= 0.1 ? ` after ${duration(seconds)}` : "";
    return `${shownName(target)}: ${stageFailed[failure.stage]}${after}${faultLabel(failure)}`;
}
/** Every target that failed, in the run's order. */
function failedTargets(result) {
    return result.targets.flatMap(({ target, seconds, outcome }) => outcome.kind === "failed" ? [{ target, seconds, failure: outcome }] : []);
}
/** True where a target failed, or something apart from the targets. */
function hasFailed(result) {
    return failedTargets(result).length > 0 || result.failures.length > 0;
}
/** Every binary that passed, in the run's order. */
function builtBinaries(result) {
    return result.targets.flatMap((target) => binariesOf(target).map((binary) => ({ target, binary })));
}
/** A target's binaries; none where it failed. */
function binariesOf(target) {
    return target.outcome.kind === "passed" ? target.outcome.binaries : [];
}
/** The toolchain as a target uses it; undefined where it uses none, or where that could not be installed. */
function toolchainOf(result, target) {
    return target?.toolchain === undefined ? undefined : result.toolchains.find(({ id }) => id === target.toolchain);
}
/** True where no target got as far as a build: the run only set up toolchains. */
function isSetupOnly(result) {
    return result.targets.every(({ outcome }) => outcome.kind === "passed" ? outcome.binaries.length === 0 : ["plan", "toolchain"].includes(outcome.stage));
}
/** The program's name without the parts of its file's name that tell targets apart: `sqlite` of `sqlite_linux_arm64.so`. */
function outcomes_programName(target, binary) {
    const name = format_plainText(binary.name);
    const end = name.lastIndexOf(`_${targetFileSuffix(target)}`);
    return end > 0 ? name.slice(0, end) : name;
}
/** A target's name, fit to be shown. */
function shownName(target) {
    return format_plainText(target_targetName(target));
}

;// CONCATENATED MODULE: ./build/report/headline.js


/** Nobody reads more than this. */
const headlineBrevity = { targets: 12, failures: 1, characters: 200 };
/** The whole run in one sentence of plain text. */
function describeHeadline(result) {
    if (hasFailed(result)) {
        return describeFailed(result, headlineBrevity);
    }
    const { done, detail } = describeDone(result);
    return `${done}${detail}.`;
}
/**
 * What failed, in one sentence: `2 of 8 targets failed: linux/arm64 (build), linux/s390x (run).` or, where it was none of
 * the targets, `8 of 8 binaries built and verified in 1 min 12 s, but the run failed: the artifact "a" could not be uploaded.`
 */
function describeFailed(result, brevity) {
    const failed = failedTargets(result);
    const others = describeOthers(result, brevity);
    if (failed.length === 0) {
        return `${describeDone(result).done}, but the run failed: ${others}.`;
    }
    const named = failed
        .slice(0, brevity.targets)
        .map(({ target, failure }) => `${shownName(target)} (${failure.stage}${faultLabel(failure)})`);
    const more = failed.length > named.length ? ` and ${failed.length - named.length} more` : "";
    const targets = `${failed.length} of ${counted(result.targets.length, "target")} failed: ${named.join(", ")}${more}`;
    return others === "" ? `${targets}.` : `${targets}; besides, ${others}.`;
}
function describeOthers({ failures }, brevity) {
    const named = failures.slice(0, brevity.failures).map((failure) => {
        const message = shortened(format_plainText(failure.message).replace(/\.$/, ""), brevity.characters);
        return failure.stack === undefined ? message : `${message} (a fault of cgo-cross)`;
    });
    const more = failures.length > named.length ? `; and ${counted(failures.length - named.length, "more failure")}` : "";
    return `${named.join("; ")}${more}`;
}
function describeDone(result) {
    const time = duration(result.seconds);
    if (result.targets.length === 0) {
        return {
            done: `${counted(result.toolchains.length, "toolchain")} ready in ${time}`,
            detail: "; nothing was built",
        };
    }
    if (builtBinaries(result).length === 0) {
        const done = `${counted(result.targets.length, "target")} set up in ${time}`;
        return { done, detail: `: ${headline_systems(result.targets)}; nothing was built` };
    }
    return describeBuilt(result);
}
function describeBuilt(result) {
    const built = builtBinaries(result);
    const empty = result.targets.filter((target) => !built.some((item) => item.target === target));
    const total = built.length + empty.length;
    const count = total === 1 ? "1 binary" : `${built.length} of ${total} binaries`;
    const programs = [...new Set(built.map(({ target, binary }) => outcomes_programName(target.target, binary)))];
    const what = programs.length > 3 ? counted(programs.length, "program") : listed(programs);
    const nothing = empty.length > 0 ? `; nothing was built for ${listed(empty.map(({ target }) => shownName(target)))}` : "";
    return {
        done: `${count} ${describeVerification(result)} in ${duration(result.seconds)}`,
        detail: `: ${what} for ${headline_systems(built.map(({ target }) => target))}${nothing}`,
    };
}
/** What was done with the binaries. Says `run` of no binary that has not run. */
function describeVerification(result) {
    const runs = builtBinaries(result).map(({ binary }) => binary.run.kind);
    const ran = runs.filter((kind) => kind === "passed").length;
    if (ran === runs.length) {
        return "built, verified and run";
    }
    return runs.every((kind) => kind === "not-asked") ? "built and verified" : `built and verified, ${ran} of them run,`;
}
/** `linux (6) and windows (2)`, or the target's own name where there is one only. */
function headline_systems(targets) {
    const names = new Set(targets.map(({ target }) => shownName(target)));
    if (names.size === 1) {
        return [...names].join("");
    }
    const counts = new Map();
    for (const { os } of targets.map(({ target }) => target)) {
        counts.set(os, (counts.get(os) ?? 0) + 1);
    }
    return listed([...counts].map(([os, count]) => `${os} (${count})`));
}

;// CONCATENATED MODULE: ./build/report/annotations.js




/** The runner truncates a longer message. */
const longestMessage = 4096;
/** The runner keeps ten errors of a step and silently drops the rest. */
const mostAnnotations = 10;
/** Enough to see the compiler's own words, or where a fault of ours happened; the summary has more. */
const logLines = 5;
/**
 * One error annotation per failed target and per failure apart from them, as plain text of at most 4096 characters each.
 * At most ten: where there are more, the tenth says how many more and which. A run may show no other error: its closing
 * sentence (describeFailureSentence) belongs in the log, since an eleventh annotation would be dropped.
 */
function describeFailures(result) {
    const all = [...failedTargets(result).map(describeOne), ...result.failures.map(describeOther)];
    if (all.length <= mostAnnotations) {
        return all;
    }
    const first = all.slice(0, mostAnnotations - 1);
    return [...first, describeRest(all.slice(first.length))];
}
function describeOne({ target, failure }) {
    return {
        title: `${shownName(target)}: ${describeStage(failure)}`,
        message: describeMessage(failure, failure.stack === undefined ? annotations_lastLines(failure.log) : []),
    };
}
function describeOther(failure) {
    return { title: `the run failed${faultLabel(failure)}`, message: describeMessage(failure, []) };
}
function describeMessage(failure, log) {
    const lines = [
        format_plainText(failure.message),
        ...(failure.stack === undefined ? [] : [reportRequest]),
        ...[...stackLines(failure, logLines), ...log].map((line) => `  ${line}`),
    ];
    return shortened(lines.join("\n"), longestMessage);
}
function annotations_lastLines(log) {
    return plainLines(log)
        .filter((line) => line.trim() !== "")
        .slice(-logLines);
}
function describeRest(rest) {
    const lines = rest.map(({ title, message }) => `${title}: ${message.split("\n", 1).join("")}`);
    return { title: `${rest.length} more failures`, message: shortened(lines.join("\n"), longestMessage) };
}
/**
 * The one sentence that the run fails with: every failed target with the stage it failed in, and what failed apart from
 * them, at most 4096 characters. Undefined where nothing failed.
 */
function describeFailureSentence(result) {
    if (!hasFailed(result)) {
        return undefined;
    }
    const all = Number.POSITIVE_INFINITY;
    return shortened(describeFailed(result, { targets: all, failures: all, characters: 1000 }), longestMessage);
}

;// CONCATENATED MODULE: ./build/plan/asked-flags.js

/** The build tags. */
function askedTags({ inputs, environment }) {
    if (inputs.tags.length > 0) {
        return { value: inputs.tags, origin: "input" };
    }
    const text = goflagsValues(environment.goflags, "tags").at(-1) ?? "";
    return { value: text.split(/[,\s]+/).filter((tag) => tag !== ""), origin: "GOFLAGS" };
}
/** -ldflags, as one text. */
function askedLdflags({ inputs, environment }) {
    const value = effectiveLdflags(inputs.ldflags, environment.goflags);
    return { value, origin: inputs.ldflags === "" ? "GOFLAGS" : "input" };
}
/** `-race`, `-msan` or `-asan` as it was written, and where that is not in go-flags; undefined without one. */
function askedInstrumentation({ inputs, environment }) {
    const ofJob = splitWords(environment.goflags).words;
    const found = ["race", "msan", "asan"].map((flag) => {
        const inherited = switchedOn(ofJob, flag);
        return lastSwitch(inputs.goFlags, flag) === undefined && inherited !== undefined
            ? `${inherited} in GOFLAGS`
            : switchedOn(inputs.goFlags, flag);
    });
    return found.find((each) => each !== undefined);
}
/** The tag netcgo, which chooses C for names of hosts and services, and where it was set; undefined without it. */
function askedNetcgo(sources) {
    const { value, origin } = askedTags(sources);
    return value.includes("netcgo") ? withOrigin("tag netcgo", origin, "tags") : undefined;
}
/** `-linkmode=external`, and where it was set; undefined without it. */
function askedExternalLinking(sources) {
    const { value, origin } = askedLdflags(sources);
    return linkMode(value) === "external" ? withOrigin("-linkmode=external", origin, "ldflags") : undefined;
}
function withOrigin(what, origin, input) {
    return `${what} in ${origin === "input" ? input : origin}`;
}

;// CONCATENATED MODULE: ./build/plan/cache.js
/**
 * Runs that publish, or that outsiders can start with the rights of the repository, take nothing from a cache that
 * another run may have filled.
 * @param event The event that started the run, and its ref; undefined on a terminal.
 * @param verified What comes back is compared with a file in the repository before it is used, so that it may serve those
 * runs too.
 */
function decideCache(input, event, verified = false) {
    if (input === "off") {
        return { kind: "off", reason: "cache: off" };
    }
    if (input === "on" || event === undefined || verified) {
        return { kind: "on" };
    }
    if (event.ref.startsWith("refs/tags/")) {
        return { kind: "off", reason: "a tag is built, whose binaries are published" };
    }
    const refused = ["release", "pull_request_target", "workflow_run"];
    return refused.includes(event.name) ? { kind: "off", reason: `the event is ${event.name}` } : { kind: "on" };
}

;// CONCATENATED MODULE: ./build/plan/go-caches.js

/**
 * Decides which of Go's caches a run keeps. What the job keeps already, or a disk does, is left alone: it would be kept
 * twice, and what comes out of an archive must not mix with what is there.
 * @param asked `cache: on` was given. actions/setup-go keeps both caches unless it is told not to, which cannot be seen
 * here; whoever asks by name knows.
 */
function decideGoCaches(seen, asked) {
    if (!asked && seen.go.startsWith(`${seen.setupGo}/`)) {
        const reason = "actions/setup-go installed this Go and caches these files itself";
        return { build: { kind: "left", reason }, modules: { kind: "left", reason } };
    }
    const build = seen.program === ""
        ? decideOne("GOCACHE", seen.build)
        : { kind: "left", reason: "GOCACHEPROG is set, so the job keeps it itself" };
    return { build, modules: decideOne("GOMODCACHE", seen.modules) };
}
function decideOne(name, { directory, usual, set, empty }) {
    if (set || directory !== usual) {
        return { kind: "left", reason: `${name} is set, so the job keeps it itself` };
    }
    return empty ? { kind: "kept" } : { kind: "left", reason: `there is something in ${directory} already` };
}
/** Raise it when what is in an entry changes. */
const schema = 2;
/** The parts by which a run is looked for, in the order in which they stand in the key. */
function lookupParts(question) {
    return [
        { name: "system", text: question.system.join(" ") },
        { name: "Go", text: question.goVersion },
        { name: "targets", text: [...question.targets].sort().join(" ") },
        { name: "modules", text: question.modules.length === 0 ? "none" : question.modules.join(", ") },
    ];
}
/**
 * The part that is known only once the compilers are there: for every target its compiler, by the name that carries the
 * hash of its content, and the flags that Go's objects depend on. Not -ldflags, which often name the commit.
 */
function buildPart(target, compiler) {
    const { cgoFlags, goVariables } = target;
    const variables = { ...goVariables, ...(target.cgo.enabled ? cgoFlags : { CGO_ENABLED: "0" }) };
    const words = [
        ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
        ...target.flags.filter((flag) => !/^--?ldflags=/.test(flag)),
    ];
    return { name: `build of ${target_targetName(target.target)}`, text: [compiler ?? "no C compiler", ...words].join(" ") };
}
/**
 * The key of a run's entry, and the prefixes by which it is looked for.
 * @param builds Undefined while the compilers are not known: the key is then one that no entry has.
 * @param hash Some hex digits for a text.
 */
function makeGoCacheKey(parts, hash) {
    const [system = "", go = "", targets = "", modules = ""] = parts.lookup.map(({ text }) => text);
    const sameTargets = `cgo-cross-go-${schema}-${plain(system)}-${plain(go)}-${hash(targets)}-`;
    const sameModules = `${sameTargets}${hash(modules)}-`;
    const builds = parts.builds?.map(({ name, text }) => `${name}: ${text}`).sort();
    return {
        key: `${sameModules}${builds === undefined ? "?" : hash(builds.join("\n"))}`,
        prefixes: [sameModules, sameTargets],
    };
}
/** A development version of Go has spaces in its name, and a key has no commas. */
function plain(text) {
    return text.replaceAll(/[^\w.+]+/g, "-");
}

;// CONCATENATED MODULE: ./build/plan/root-request.js
/** Whether any of the patterns (see PackageSelection) matches a package's name. */
function matchesPackage(name, patterns) {
    return patterns.some((pattern) => packagePattern(pattern).test(name));
}
function packagePattern(pattern) {
    const literal = pattern.replaceAll(/[.+]/g, "\\$&").replaceAll("*", ".*");
    return new RegExp(`^${literal}$`);
}
/** All that a root is asked for, for a lock: names of packages, and files, whatever package has them. */
function root_request_requestedNames({ content }) {
    return content.kind === "file"
        ? [content.name]
        : [...content.packages, ...content.files.flatMap(({ paths }) => paths[0] ?? [])];
}
/**
 * Requests of one id as one, each root once: targets of one architecture share what both need.
 * Throws where two requests of one id differ in more than what they ask for.
 */
function mergeRequests(requests) {
    const merged = new Map();
    for (const request of requests) {
        const other = merged.get(request.id);
        merged.set(request.id, other === undefined ? request : mergeTwo(other, request));
    }
    return [...merged.values()];
}
function mergeTwo(one, other) {
    const [first, second] = [one.content, other.content];
    if (describeRequest(one) !== describeRequest(other)) {
        throw new Error(`two roots are named ${one.id}: ${describeRequest(one)} and ${describeRequest(other)}`);
    }
    return first.kind === "packages" && second.kind === "packages"
        ? { ...one, content: mergePackages(first, second) }
        : one;
}
/** All that must be the same in two requests of one id. */
function describeRequest({ kind, settings, content }) {
    return `${kind} ${JSON.stringify([settings, content.kind === "file" ? content : describePlace(content)])}`;
}
/** Where packages are taken from, and how. */
function describePlace({ kind, archive, release, architecture, keepsLists, namedAfter }) {
    return { kind, archive, release, architecture, keepsLists, namedAfter };
}
function mergePackages(one, other) {
    const files = [...one.files, ...other.files];
    return {
        ...one,
        packages: unique([...one.packages, ...other.packages]),
        files: [...new Map(files.map((file) => [file.paths.join("\n"), file])).values()],
        selection: mergeSelections(one.selection, other.selection),
    };
}
/** What either of them takes is taken. */
function mergeSelections(one, other) {
    return {
        follow: one.follow === "libraries" && other.follow === "libraries" ? "libraries" : "all",
        skip: one.skip.filter((pattern) => other.skip.includes(pattern)),
        take: one.take === undefined || other.take === undefined ? undefined : unique([...one.take, ...other.take]),
        drop: one.drop.filter((pattern) => other.drop.includes(pattern)),
        ...mergeBeside(one, other),
    };
}
function mergeBeside(one, other) {
    const all = unique([...(one.beside ?? []), ...(other.beside ?? [])]);
    return all.length === 0 ? {} : { beside: all };
}
function unique(words) {
    return [...new Set(words)];
}

;// CONCATENATED MODULE: ./build/plan/lock.js


/** The file's name, beside the program's go.mod. */
const lock_lockFile = "cgo-cross.lock";
/** The release of a machine that builds, as the lock names it. */
function lock_releaseName({ id, version, codename }, arch) {
    return `${id}-${version === "" ? codename : version}-${arch}`;
}
/** Reads a lock file's text. Throws where it is none of this version, with what to do. */
function parseLock(text) {
    const again = "write it anew with `cgo-cross lock`";
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new errors_UserError(`${lock_lockFile} is not JSON (${reason}); ${again}`, { cause: error });
    }
    const lock = value;
    if (lock?.schema !== 1 || typeof lock.releases !== "object" || lock.releases === null) {
        throw new errors_UserError(`${lock_lockFile} is not of this version of cgo-cross; ${again}`);
    }
    for (const [release, roots] of Object.entries(lock.releases)) {
        if (typeof roots !== "object" || roots === null) {
            throw new errors_UserError(`${lock_lockFile}: ${release} has no list of toolchains; ${again}`);
        }
        for (const [id, root] of Object.entries(roots)) {
            if (!isLockedRoot(root)) {
                throw new errors_UserError(`${lock_lockFile}: ${id} of ${release} is incomplete; ${again}`);
            }
        }
    }
    return lock;
}
function isLockedRoot(root) {
    const isHash = (word) => typeof word === "string" && /^[0-9a-f]{64}$/.test(word);
    const areWords = (words) => Array.isArray(words) && words.every((word) => typeof word === "string");
    return (isHash(root?.digest) &&
        areWords(root?.targets) &&
        areWords(root?.requested) &&
        Array.isArray(root?.packages) &&
        root.packages.every((each) => areWords([each?.name, each?.version, each?.architecture]) &&
            Number.isInteger(each?.size) &&
            isHash(each?.sha256)));
}
/** The text of a lock file: sorted, so that two of them can be compared line by line. */
function lock_describeLock(lock) {
    const sorted = (values) => Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1));
    const releases = sorted(lock.releases).map(([release, roots]) => {
        const parts = sorted(roots).map(([id, { targets, requested, digest, packages }]) => {
            const byName = [...packages].sort((left, right) => (left.name < right.name ? -1 : 1));
            const plain = byName.map(({ name, version, architecture, size, sha256 }) => ({
                name,
                version,
                architecture,
                size,
                sha256,
            }));
            return [id, { targets: [...targets].sort(), requested: [...requested].sort(), digest, packages: plain }];
        });
        return [release, Object.fromEntries(parts)];
    });
    return `${JSON.stringify({ schema: 1, releases: Object.fromEntries(releases) }, undefined, 2)}\n`;
}
/** Takes from a lock what these requests need, and says, a sentence each, why it cannot serve them. */
function planLock({ lock, file, requests, release }) {
    if (lock === undefined || release === undefined) {
        return { lock: { kind: "none" }, problems: [] };
    }
    const locked = lock.releases[release];
    if (locked === undefined) {
        const known = Object.keys(lock.releases).sort().join(", ") || "no release at all";
        const problem = `${lock_lockFile} is for ${known} and this machine is ${release}; run \`cgo-cross lock\` on one like it, which adds it, and commit the file`;
        return { lock: { kind: "locked", file, release, roots: {} }, problems: requests.length === 0 ? [] : [problem] };
    }
    const problems = requests.flatMap((request) => describeLacking(request, locked[request.id], release));
    const roots = requests.flatMap(({ id }) => {
        const root = locked[id];
        return root === undefined ? [] : [[id, root]];
    });
    return { lock: { kind: "locked", file, release, roots: Object.fromEntries(roots) }, problems };
}
function describeLacking(request, root, release) {
    const lacking = root_request_requestedNames(request).filter((name) => root?.requested.includes(name) !== true);
    if (root !== undefined && lacking.length === 0) {
        return [];
    }
    const what = root === undefined ? request.id : `${lacking.join(", ")} for ${request.id}`;
    return [`${lock_lockFile} has no ${what} on ${release}; run \`cgo-cross lock\` with these targets and commit the file`];
}
/** What differs between a lock and what the archive has today, a line each; empty where nothing does. */
function lock_compareLocks(locked, today) {
    const ids = [...new Set([...Object.keys(locked), ...Object.keys(today)])].sort();
    return ids.flatMap((id) => {
        const [before, now] = [locked[id], today[id]];
        if (before === undefined || now === undefined) {
            return [before === undefined ? `${id}: not in the lock` : `${id}: in the lock, and no target asks for it`];
        }
        const packages = comparePackages(before.packages, now.packages).map((line) => `${id}: ${line}`);
        const bytes = `${id}: the same packages, unpacked in another way (digest ${before.digest.slice(0, 12)}… in the lock, now ${now.digest.slice(0, 12)}…)`;
        return packages.length === 0 && before.digest !== now.digest ? [bytes] : packages;
    });
}
function comparePackages(before, now) {
    const names = [...new Set([...before, ...now].map(({ name }) => name))].sort();
    return names.flatMap((name) => {
        const [old, fresh] = [before.find((each) => each.name === name), now.find((each) => each.name === name)];
        if (old?.sha256 === fresh?.sha256 && old?.version === fresh?.version) {
            return [];
        }
        if (old === undefined || fresh === undefined) {
            return [old === undefined ? `${name} ${fresh?.version ?? ""} is new` : `${name} ${old.version} is gone`];
        }
        const same = old.version === fresh.version ? " (same version, other bytes)" : "";
        return [`${name} ${old.version} is now ${fresh.version}${same}`];
    });
}

;// CONCATENATED MODULE: ./build/plan/artifacts.js



/** Which artifacts are uploaded, by name, and whose files are in them. */
function planArtifacts({ inputs, modulePath, targets }) {
    if (inputs.artifacts === "off" || !inputs.build) {
        return [];
    }
    const names = [...new Set(targets.flatMap((target) => target.builds.map((build) => build.name)))];
    const [single] = names;
    const name = names.length === 1 && single !== undefined ? single : programName(modulePath);
    if (inputs.artifacts === "one") {
        const all = { os: "all", arch: "targets", variant: undefined };
        const template = inputs.artifactName ?? "{name}";
        return [{ name: fillArtifactName(template, name, all), targets: targets.map(({ target }) => target_targetName(target)) }];
    }
    const template = inputs.artifactName ?? "{name}_{target}";
    return targets.map(({ target }) => ({
        name: fillArtifactName(template, name, target),
        targets: [target_targetName(target)],
    }));
}
/** What is wrong where two artifacts would have one name. */
function sameArtifactProblems(artifacts) {
    const seen = new Map();
    for (const artifact of artifacts) {
        const other = seen.get(artifact.name.toLowerCase());
        if (other !== undefined) {
            return [
                `artifact-name: ${other.targets.join(", ")} and ${artifact.targets.join(", ")} would both be the artifact ` +
                    `"${artifact.name}"; put {target} into the name, or set \`artifacts: one\``,
            ];
        }
        seen.set(artifact.name.toLowerCase(), artifact);
    }
    return [];
}

;// CONCATENATED MODULE: ./build/plan/verdicts.js
/** What is said of what a program loses without cgo. */
const gravity = ["none", "fallback", "handled", "lost", "stub", "needed", "impossible"];
function verdicts_gravityOf({ kind, handled }) {
    return kind === "lost" && handled ? "handled" : kind;
}
/** The gravest of the verdicts; the first, where several are. Undefined where there is none. */
function verdicts_gravest(verdicts) {
    const levels = verdicts.map((verdict) => gravity.indexOf(verdicts_gravityOf(verdict)));
    return verdicts[levels.indexOf(Math.max(...levels))];
}
/** Go builds it without cgo, and it is not what it would be with it, which its user is told. */
function isHollow(verdict) {
    return ["lost", "stub"].includes(verdicts_gravityOf(verdict));
}
/** It cannot be built without cgo. */
function isUnbuildable(verdict) {
    return ["needed", "impossible"].includes(verdicts_gravityOf(verdict));
}
/**
 * The way from the program to the package, with the names of the main module's own packages shortened:
 * `app → store → github.com/mattn/go-sqlite3`.
 */
function describeChain({ chain }, modulePath) {
    return chain.map((path, at) => shortPath(path, at === 0, modulePath)).join(" → ");
}
function shortPath(path, isProgram, modulePath) {
    const inside = path.startsWith(`${modulePath}/`) ? path.slice(modulePath.length + 1) : path;
    return isProgram ? (inside.split("/").at(-1) ?? path) : inside;
}
/** What becomes of a package without cgo, as the rest of a sentence that begins with its name. */
function verdicts_describeVerdict(verdict) {
    const { lost = [], error = "" } = verdict;
    switch (verdicts_gravityOf(verdict)) {
        case "stub":
            return `is a stub without cgo: ${describeLosses(lost)}`;
        case "lost":
            return `loses something without cgo: ${describeLosses(lost)}`;
        case "handled":
            return `goes on without something: ${describeLosses(lost)}`;
        case "needed":
            return `does not compile without cgo: ${error}`;
        case "impossible":
            return `does not compile for this system, with cgo or without: ${error}`;
        case "fallback":
            return "does the same in Go";
        case "none":
            return "loses nothing";
    }
}
/** The first one whole, the others counted: the text of one tells what the others say too. */
function describeLosses(lost) {
    const told = lost.find(({ text }) => text !== undefined && text !== "") ?? lost[0];
    if (told === undefined) {
        return "what it does in C";
    }
    const more = lost.length > 1 ? ` (and ${lost.length - 1} more)` : "";
    const text = told.text ?? "";
    return `${nameOf(told)}${more} ${text === "" ? howItEnds(told) : `fails with "${text.trim()}"`}`;
}
/** What ran before main has no name of its own: its file has. */
function nameOf({ name, file }) {
    return leftOut.test(name) && !name.endsWith(".c") ? `${name} of ${file.split(/[/\\]/).at(-1) ?? file}` : name;
}
function howItEnds({ name }) {
    return leftOut.test(name) ? "is left out" : "returns nothing";
}
const leftOut = /^import |^init$|constructor|\.c$/;

;// CONCATENATED MODULE: ./build/plan/cgo.js



/**
 * Decides for one target: what a native build there would do, with C wherever the program's C does something, unless `cgo`
 * says otherwise. Never leaves C out of a program that loses something without, unless it is asked to.
 */
function decideCgo(question) {
    const { inputs, survey } = question;
    const { verdicts } = survey.cgo;
    const suspect = Object.values(survey.cgo.uses).some(({ isSuspect }) => isSuspect);
    if (suspect && verdicts === undefined) {
        return { kind: "undecided" };
    }
    const impossible = verdicts?.find(({ kind }) => kind === "impossible");
    if (impossible !== undefined) {
        return refuse(question, `${describe(question, impossible)}; take it out of targets`);
    }
    if (inputs.cgo === "off") {
        return leaveOut(question);
    }
    if (asksForBoringCrypto(survey) && survey.cryptography !== "boring") {
        return refuse(question, "GOEXPERIMENT=boringcrypto has no effect there, since Go has no BoringCrypto for it; unset GOEXPERIMENT, or take the target out of targets");
    }
    const reasons = reasonsAskedFor(question);
    const [asked] = reasons;
    const working = packagesThatWork(survey);
    if (asked !== undefined) {
        // What a person would name first: a program with C is not linked externally for -asan alone.
        return {
            kind: "on",
            reason: asked.loss === undefined && working.length > 0 ? `C in ${list(working)}` : asked.text,
        };
    }
    if (inputs.cgo === "on") {
        const { required } = survey.need;
        return { kind: "on", reason: required.length > 0 ? `C in ${list(required)}` : "cgo: on" };
    }
    if (inputs.cgo === "auto" && working.length > 0) {
        return { kind: "on", reason: `C in ${list(working)}` };
    }
    return decideByVerdicts(question);
}
/** It hangs on what the program loses: C does nothing here, or `cgo: needed`. */
function decideByVerdicts(question) {
    const { survey } = question;
    const { changed, verdicts } = survey.cgo;
    if (changed.length === 0 && survey.need.required.length === 0) {
        return { kind: "off", reason: pureGoReason(survey), note: undefined, warning: undefined };
    }
    if (verdicts === undefined) {
        return { kind: "undecided" };
    }
    const worst = verdicts_gravest(verdicts);
    if (worst !== undefined && (isHollow(worst) || isUnbuildable(worst) || worst.kind === "lost")) {
        return { kind: "on", reason: describe(question, worst) };
    }
    const names = worst === undefined ? survey.need.required : changed;
    return {
        kind: "off",
        reason: `no cgo needed: ${list(names)} without C does the same`,
        note: undefined,
        warning: undefined,
    };
}
/**
 * Decides for a target that wants C and cannot have a compiler: what loses nothing, or goes on without, is built without.
 * @param problem Why there is no compiler, with the target's name.
 */
function decideWithoutCompiler(question, problem) {
    const { inputs, survey } = question;
    const { verdicts, lists } = survey.cgo;
    if (inputs.cgo === "on" || reasonsAskedFor(question).length > 0 || lists.off === undefined) {
        return { kind: "refused", problem };
    }
    if (verdicts === undefined) {
        return { kind: "undecided" };
    }
    const worst = verdicts_gravest(verdicts);
    if (worst === undefined) {
        return { kind: "refused", problem };
    }
    const built = "built without cgo, since there is no C compiler for it here";
    if (isUnbuildable(worst) || (isHollow(worst) && inputs.fallback === "refuse")) {
        const way = isUnbuildable(worst) ? "" : "; `fallback: allow` builds it all the same";
        return { kind: "refused", problem: `${problem}. ${describe(question, worst)}${way}` };
    }
    const text = `${built}: ${describe(question, worst)}`;
    return isHollow(worst)
        ? { kind: "off", reason: "fallback: allow", note: undefined, warning: { text, place: worst.import } }
        : { kind: "off", reason: "no C compiler for it here", note: text, warning: undefined };
}
function refuse({ survey }, problem) {
    return { kind: "refused", problem: `${target_targetName(survey.target)}: ${problem}` };
}
function describe({ modulePath }, verdict) {
    return `${describeChain(verdict, modulePath)} ${verdicts_describeVerdict(verdict)}`;
}
/** The packages outside the standard library whose C does something of its own. */
function packagesThatWork({ need, cgo }) {
    return need.required.filter((path) => cgo.uses[path]?.kind !== "nothing" && cgo.uses[path]?.kind !== "loads");
}
/** What asks for C, whatever the program's packages do; the standard library's own C among it. */
function reasonsAskedFor(question) {
    const { inputs, survey } = question;
    const { optional } = survey.need;
    const { standard } = survey.cgo;
    const sources = { inputs, environment: survey.environment };
    const silent = [
        [
            asksForBoringCrypto(survey) ? "GOEXPERIMENT=boringcrypto" : undefined,
            "although GOEXPERIMENT=boringcrypto is set: its cryptography is Go's own, not BoringCrypto",
        ],
        [
            standard.length > 0 ? `C in ${list(standard)}` : undefined,
            `although it uses C in ${list(standard)}: it may lack what that does, or fail at run time`,
        ],
        [
            optional.includes("net") ? askedNetcgo(sources) : undefined,
            "although the tag netcgo is set: it looks up names with Go's own resolver",
        ],
    ];
    const needed = [
        isLibraryMode(inputs) ? `buildmode ${inputs.buildmode}` : undefined,
        survey.target.os === "darwin" ? undefined : askedInstrumentation(sources),
        askedExternalLinking(sources),
        linkerReason(question),
    ];
    return [
        ...silent.flatMap(([text, loss]) => (text === undefined ? [] : [{ text, loss }])),
        ...needed.flatMap((text) => (text === undefined ? [] : [{ text, loss: undefined }])),
    ];
}
/** Why Go links with the C linker on that platform, whatever the program is. */
function linkerReason({ inputs, survey }) {
    const row = platformRow(survey.target);
    if (row?.externalLinker === true) {
        return "Go links it with the system's own linker";
    }
    if (inputs.buildmode === "pie" && row?.internalPie !== true) {
        return "buildmode pie, which Go links with the C linker there";
    }
    return undefined;
}
/** The job asks for BoringCrypto, and the program has cryptography. */
function asksForBoringCrypto({ environment, cryptography }) {
    return cryptography !== undefined && environment.goexperiment.split(",").includes("boringcrypto");
}
/** A library for C programs is built, not a program. */
function isLibraryMode({ buildmode }) {
    return buildmode === "c-shared" || buildmode === "c-archive";
}
function pureGoReason(survey) {
    const { optional } = survey.need;
    if (optional.length === 0) {
        return "no C in it";
    }
    const forms = optional.length === 1 ? "has a pure Go version" : "have pure Go versions";
    return `no cgo needed: ${list(optional)} ${forms}`;
}
/** `cgo: off`: what only fails without C is said, with its own words; of what does the same in Go nothing is. */
function leaveOut(question) {
    const { inputs, survey } = question;
    const { changed, verdicts } = survey.cgo;
    const reasons = reasonsAskedFor(question);
    const failing = reasons.find(({ loss }) => loss === undefined);
    if (failing !== undefined) {
        const way = inputs.buildmode === "default" ? "" : ", or choose another buildmode";
        return refuse(question, `cannot be built with \`cgo: off\` (${failing.text}); set \`cgo: auto\`${way}`);
    }
    if (changed.length > 0 && verdicts === undefined) {
        return { kind: "undecided" };
    }
    const worst = verdicts_gravest(verdicts ?? []);
    if (worst !== undefined && isUnbuildable(worst)) {
        return refuse(question, `cannot be built with \`cgo: off\`: ${describe(question, worst)}; set \`cgo: auto\``);
    }
    const built = "built without cgo because of `cgo: off`";
    const [first] = reasons;
    if (first !== undefined) {
        return cgo_leftOut({ warning: { text: `${built}, ${first.loss}`, place: undefined } });
    }
    if (worst === undefined || worst.kind === "none" || worst.kind === "fallback") {
        return cgo_leftOut({});
    }
    const text = `${built}: ${describe(question, worst)}`;
    return isHollow(worst) ? cgo_leftOut({ warning: { text, place: worst.import } }) : cgo_leftOut({ note: text });
}
function cgo_leftOut({ note, warning }) {
    return { kind: "off", reason: "cgo: off", note, warning };
}
function list(names) {
    const shown = names.slice(0, 3).join(", ");
    return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

;// CONCATENATED MODULE: ./build/plan/concurrency.js
/**
 * What one compile takes. Measured with gcc 12 and Go 1.26: SQLite's amalgamation with -O2 -g 425 MiB, a C++ file with
 * the standard library's containers 110 MiB, Go's own runtime 305 MiB, most packages less than 100 MiB.
 */
const compileMiB = 512;
/** Of the free memory; the rest is for the go commands, emulators and archives, and for others on the machine. */
const memoryShare = 0.75;
/** More than this no compile of a usual package fills, so that it never stops to collect garbage. */
const mostCompilerMiB = 2048;
/**
 * Divides CPUs and memory among builds.
 *
 * Up to twice as many builds as CPUs where there is C: such a build has stretches where one long compile (SQLite's single
 * file) is all there is to do, and others then have work for the idle CPUs. The kernel shares the CPUs, so that no
 * schedule of ours has to know what takes how long. Builds of Go alone fill their CPU, and more of them would only take
 * the caches from each other. Memory bounds the compiles that can be under way in all builds together; where it is short,
 * a build gets two compiles before there are more builds than CPUs.
 */
function planConcurrency({ machine, targets, withC, jobs: wanted }) {
    const { cpus } = machine;
    const memoryGiB = Math.floor(machine.memoryBytes / 2 ** 30);
    const budgetMiB = memoryGiB * 1024 * memoryShare;
    const room = Math.max(1, Math.floor(budgetMiB / compileMiB));
    const useful = cpus + Math.min(cpus, withC);
    const most = Math.min(useful, Math.max(cpus, Math.floor(room / 2)));
    const jobs = Math.min(wanted ?? most, most, room, Math.max(1, targets));
    const compilesPerJob = Math.max(1, Math.min(cpus, Math.floor(room / jobs)));
    const share = Math.floor(budgetMiB / (jobs * compilesPerJob));
    const compilerMemoryMiB = share < compileMiB ? undefined : Math.min(share, mostCompilerMiB);
    return { jobs, compilesPerJob, cpus, memoryGiB, compilerMemoryMiB };
}

;// CONCATENATED MODULE: ./build/plan/run.js


/** Asks each emulator in turn whether it can run the target's programs here; the first that can is taken. */
function planRun({ inputs, machine, survey }, emulators) {
    if (!inputs.run) {
        return notRun({ kind: "off" });
    }
    if (isLibraryMode(inputs)) {
        return notRun({ kind: "none", reason: "a library has nothing to run" });
    }
    const reasons = [];
    for (const emulator of emulators) {
        const answer = emulator.offer({ machine, survey });
        if (answer.kind === "offer") {
            return decided(emulator.id, answer, inputs.runArgs);
        }
        if (answer.kind === "declined") {
            reasons.push(answer.reason);
        }
    }
    const reason = reasons.length > 0 ? reasons.join("; ") : `there is no emulator for ${target_targetName(survey.target)} here`;
    return notRun({ kind: "none", reason });
}
function notRun(run) {
    return { run, emulator: undefined, roots: [] };
}
function decided(id, { settings, emulator, roots }, args) {
    return { run: { kind: "run", emulator: id, settings, args }, emulator, roots };
}

;// CONCATENATED MODULE: ./build/plan/flags.js


/**
 * What makes lld tell what it takes from archives, and for whom: it takes no notice of the marks by which GNU ld tells what
 * glibc cannot link in; see verify/nss.ts.
 */
const lldTellsWhy = "-Wl,--why-extract=-";
/** Makes the flags of `go build`, without -o and -p. What GOFLAGS holds is kept: a flag given here would replace it. */
function makeBuildFlags(inputs, survey, linking) {
    const { cgo, musl } = linking;
    const tagged = cgo && linking.static && survey.target.os === "linux";
    const sqliteTags = tagged && survey.need.required.some((path) => sqlite.test(path)) ? ["sqlite_omit_load_extension"] : [];
    const asked = askedTags({ inputs, environment: survey.environment }).value;
    const pureTags = tagged && !musl ? tagsForStatic(survey, asked) : [];
    const muslTags = musl ? tagsForMusl(survey) : [];
    const tags = [...new Set([...asked, ...pureTags, ...sqliteTags, ...muslTags])];
    const ldflags = makeLdflags(inputs, survey, linking);
    const flags = [
        ...(inputs.trimpath ? ["-trimpath"] : []),
        ...(tags.length > 0 ? [`-tags=${tags.join(",")}`] : []),
        ...(ldflags === "" ? [] : [`-ldflags=${ldflags}`]),
        ...(inputs.gcflags === "" ? [] : [`-gcflags=${inputs.gcflags}`]),
        ...(inputs.buildmode === "default" ? [] : [`-buildmode=${inputs.buildmode}`]),
        ...inputs.goFlags,
    ];
    const notes = [
        ...(pureTags.length > 0
            ? [`tags ${pureTags.join(" and ")} added: glibc's own resolver and user lookup do not work linked in`]
            : []),
        ...(sqliteTags.length > 0
            ? ["tag sqlite_omit_load_extension added: a static program cannot load SQLite's extensions"]
            : []),
        ...(muslTags.length > 0 ? ["tag musl added: a module of the program has other C code for musl under it"] : []),
    ];
    return { flags, notes };
}
/**
 * A static glibc loads its NSS modules at run time, from a system that may have another glibc. golang/go#30310
 * net does not compile with both netgo and netcgo. Source: net/netgo_netcgo.go.
 */
function tagsForStatic({ need }, asked) {
    const { optional } = need;
    const netgo = optional.includes("net") && !asked.includes("netcgo");
    return [...(netgo ? ["netgo"] : []), ...(optional.includes("os/user") ? ["osusergo"] : [])];
}
/** Modules that load SQLite's extensions with dlopen unless they are told not to. Source: their build constraints. */
const sqlite = /^github\.com\/(mattn\/go-sqlite3|mutecomm\/go-sqlcipher)(\/|$)/;
/** Modules that bring libraries built for glibc, and others for musl under a tag. Source: their build constraints. */
const taggedForMusl = /^github\.com\/(confluentinc\/confluent-kafka-go|valyala\/gozstd)(\/|$)/;
function tagsForMusl({ need }) {
    return need.required.some((path) => taggedForMusl.test(path)) ? ["musl"] : [];
}
/** -ldflags: the user's, with ours for the external linker joined to the user's -extldflags, since only the last counts. */
function makeLdflags(inputs, survey, linking) {
    const external = externalLinkerFlags(inputs, survey, linking);
    if (external === undefined) {
        return inputs.ldflags;
    }
    const given = askedLdflags({ inputs, environment: survey.environment }).value;
    const { pattern, rest, extldflags } = parseLdflags(given);
    // First, so that a -linkmode of the user's counts, and since Go takes no text that begins with a quote.
    const linker = extldflags === undefined ? external : `${extldflags} ${external}`;
    const words = ["-linkmode=external", ...rest, `-extldflags=${linker}`];
    return pattern + joinWords(words);
}
/** What the C linker must be told; undefined where nothing. Windows: without -static the binary asks for mingw's DLLs. */
function externalLinkerFlags(inputs, survey, linking) {
    if (!linking.cgo || inputs.buildmode === "c-archive") {
        return undefined;
    }
    if (survey.target.os === "windows") {
        return "-static";
    }
    if (!linking.static) {
        return undefined;
    }
    const flag = inputs.buildmode === "pie" ? "-static-pie" : "-static";
    return linking.lld && !linking.musl ? `${flag} ${lldTellsWhy}` : flag;
}

;// CONCATENATED MODULE: ./build/plan/search-paths.js

/** Nothing is otherwise than in the job. */
const jobsOwnPaths = { variables: {}, libraryFlags: [], notes: [] };
/**
 * Leaves this machine's own directories out of the job's search paths. Those that the job has made are kept, in their order.
 */
function foreignSearchPaths({ searchPaths }) {
    const changes = searchPathVariables.flatMap((name) => {
        const all = searchPathDirectories(searchPaths[name], { own: true });
        const kept = searchPathDirectories(searchPaths[name], { own: false });
        const left = all.filter((each) => !kept.includes(each));
        return left.length === 0 ? [] : [{ name, value: kept.join(":"), left: [...new Set(left)] }];
    });
    const libraryPath = searchPathDirectories(searchPaths.LIBRARY_PATH, { own: false });
    return {
        variables: Object.fromEntries(changes.map(({ name, value }) => [name, value])),
        libraryFlags: libraryPath.map((each) => `-L${each}`),
        notes: changes.map(({ name, left }) => `${name} is used without ${left.join(" and ")}, which this machine has for its own programs; ` +
            "put what is the target's into a directory outside /usr"),
    };
}

;// CONCATENATED MODULE: ./build/plan/target.js





/** Puts the decisions on a target into its part of the plan. */
function makeTargetPlan(decisions) {
    const { inputs, machine, found, cgo, toolchain, run } = decisions;
    const { target, environment } = found;
    const isStatic = toolchain?.linking.static ?? inputs.static;
    const musl = toolchain !== undefined && hasMusl(toolchain);
    const lld = toolchain?.base.lld === true;
    const built = makeBuildFlags(inputs, found, { cgo: toolchain !== undefined, static: isStatic, musl, lld });
    const paths = toolchain !== undefined && isForeign(toolchain) ? foreignSearchPaths(machine) : jobsOwnPaths;
    const linkingNote = toolchain?.linking.note;
    return {
        target,
        goVariables: targetGoVariables(target),
        cgo: { enabled: toolchain !== undefined, reason: cgo.reason },
        toolchain: toolchain?.base.toolchain.id,
        layers: (toolchain?.layers ?? []).map(({ layer }) => layer),
        static: isStatic,
        nss: toolchain !== undefined && isStatic && target.os === "linux" && !musl ? nssPolicy(inputs) : undefined,
        notes: [
            ...(cgo.kind === "off" && cgo.note !== undefined ? [cgo.note] : []),
            ...(toolchain?.base.notes ?? []),
            ...(linkingNote === undefined ? [] : [linkingNote]),
            ...built.notes,
            ...paths.notes,
        ],
        searchPaths: paths.variables,
        cgoFlags: {
            CGO_CFLAGS: addWords(environment.cgoCflags, inputs.cgoCflags),
            CGO_CXXFLAGS: addWords(environment.cgoCxxflags, inputs.cgoCxxflags),
            CGO_LDFLAGS: addWords(environment.cgoLdflags, [...inputs.cgoLdflags, ...paths.libraryFlags]),
        },
        flags: built.flags,
        prebuild: toolchain !== undefined && inputs.build && !rebuildsAll(built.flags) ? found.prebuild : [],
        builds: inputs.build ? found.programs.map((program) => makeBuild(decisions, program, isStatic)) : [],
        run,
    };
}
/** Whether what is installed on this machine is not for what the toolchain makes. */
function isForeign({ base, layers }) {
    return !base.findsInstalled || layers.some(({ libc }) => libc !== undefined);
}
/** Whether the C library that the program is linked with is musl. */
function hasMusl({ base, layers }) {
    const last = layers.findLast(({ libc }) => libc !== undefined);
    return (last?.libc ?? base.toolchain.libc) === "musl";
}
/** With -a the build would compile everything again. */
function rebuildsAll(flags) {
    return flags.some((flag) => /^--?a(=|$)/.test(flag));
}
/** Where nobody asked for a static binary, it is not to fail for being one. */
function nssPolicy(inputs) {
    return inputs.static && !inputs.allowNss ? "fails" : "noted";
}
function addWords(base, added) {
    return added.length === 0 ? base : [base, joinWords(added)].filter((part) => part !== "").join(" ");
}
function makeBuild({ inputs, found, toolchain }, program, isStatic) {
    const { target } = found;
    const name = inputs.name ?? program.name;
    const stem = `${name}_${targetFileSuffix(target)}`;
    const extension = fileExtension(inputs, target.os);
    const format = target.os === "windows" ? "zip" : "tar.gz";
    const kind = binaryKind(inputs);
    const cgo = toolchain !== undefined;
    return {
        importPath: program.importPath,
        name,
        file: `${stem}${extension}`,
        header: isLibraryMode(inputs) ? `${stem}.h` : undefined,
        extension,
        archive: inputs.archive === "none" ? undefined : { file: `${stem}.${format}`, format },
        expectation: {
            os: target.os,
            arch: target.arch,
            levels: found.environment.levels,
            kind,
            cgo,
            static: isStatic && (target.os === "linux" || target.os === "windows"),
            glibc: cgo && target.os === "linux" && !isStatic ? inputs.glibc : undefined,
            interpreter: kind === "executable" && !isStatic ? toolchain?.base.interpreter : undefined,
        },
    };
}
function binaryKind({ buildmode }) {
    return buildmode === "c-shared" ? "shared-library" : buildmode === "c-archive" ? "archive" : "executable";
}
function fileExtension({ buildmode }, os) {
    const system = systemOf(os);
    switch (buildmode) {
        case "c-archive":
            return ".a";
        case "c-shared":
            return system?.sharedExtension ?? ".so";
        default:
            return system?.programExtension ?? "";
    }
}

;// CONCATENATED MODULE: ./build/plan/toolchain.js


/**
 * Asks each provider in turn for the toolchain of a target; the first offer that all layers can be put on counts. If there
 * is none, the problems are the reasons of the layers that stand in the way of an offer, or, where there was no offer, the
 * reasons of the providers.
 */
function chooseToolchain(target, { providers, layers }) {
    const { survey, reason } = target;
    if (!survey.platform.cgoSupported) {
        const missing = `${target_targetName(survey.target)}: this Go has no cgo for it (${reason}); take it out of targets, or set \`cgo: off\``;
        return { kind: "none", missing, problems: [missing] };
    }
    const question = makeQuestion(target);
    const declined = [];
    const refused = [];
    for (const provider of providers) {
        const base = provider.offer(question);
        if (base.kind === "declined") {
            declined.push(base);
        }
        else if (base.kind === "offer") {
            const finished = putLayersOn(question, base, layers);
            if (finished.kind === "chosen") {
                return finished;
            }
            refused.push(...finished.reasons);
        }
    }
    return describeReasons(target, refused.length > 0 ? refused : declined);
}
function makeQuestion({ inputs, machine, survey }) {
    const abi = targetAbi(survey.target, survey.environment.levels);
    return { inputs, machine, survey, abi, libc: askedLibc(inputs, survey) };
}
/** `libc` is for Linux: every other system has a C library of its own. */
function askedLibc(inputs, { target }) {
    return target.os === "windows" ? "mingw" : target.os === "linux" ? inputs.libc : "glibc";
}
function putLayersOn(question, base, layers) {
    const linking = decideLinking(question, base);
    const chosen = [];
    const reasons = [];
    for (const each of layers) {
        const answer = each.offer({ ...question, base, static: linking.static });
        if (answer.kind === "declined") {
            reasons.push(answer);
        }
        else if (answer.kind === "offer") {
            chosen.push(answer);
        }
    }
    return reasons.length > 0 ? { kind: "refused", reasons } : { kind: "chosen", base, layers: chosen, linking };
}
function decideLinking({ inputs, libc }, { staticReason }) {
    if (isLibraryMode(inputs)) {
        return { static: inputs.static, note: undefined };
    }
    if (libc === "musl") {
        return { static: true, note: undefined };
    }
    if (staticReason !== undefined) {
        return { static: true, note: inputs.static ? undefined : `linked static: ${staticReason}` };
    }
    return { static: inputs.static, note: undefined };
}
function describeReasons({ survey, reason }, reasons) {
    const name = target_targetName(survey.target);
    const general = [...new Set(reasons.filter(({ input }) => input === undefined).map((each) => each.reason))];
    const ofInputs = reasons.flatMap((each) => each.input === undefined ? [] : [`${each.input}: ${name} ${each.reason}`]);
    const but = reasons.length === 0
        ? "and nothing here makes that; take it out of targets, or set `cgo: off`"
        : `but ${general.join("; and ")}`;
    const missing = reasons.length > 0 && general.length === 0 ? undefined : `${name} needs C (${reason}), ${but}`;
    return {
        kind: "none",
        missing: ofInputs.length > 0 ? undefined : missing,
        problems: [...(missing === undefined ? [] : [missing]), ...new Set(ofInputs)],
    };
}
/** Two targets may share a toolchain of which only one needs C++. */
function mergeToolchains(plans) {
    const merged = new Map();
    for (const plan of plans) {
        if (merged.get(plan.id)?.cxx !== true) {
            merged.set(plan.id, plan);
        }
    }
    return [...merged.values()];
}
/** The roots that a choice needs. */
function rootsOfChoice({ base, layers }) {
    return [...base.roots, ...layers.flatMap((each) => each.roots)];
}

;// CONCATENATED MODULE: ./build/plan/make-plan.js











/** Decides everything from what was asked, what was found, and what can be made. Pure. */
function makePlan(inputs, survey, context) {
    const parts = survey.targets.map((target) => planTarget({ inputs, survey, target }, context));
    const targets = parts.flatMap((part) => (part.target === undefined ? [] : [part.target]));
    const refused = [...survey.refused, ...parts.flatMap((part) => part.refused)];
    const roots = mergeRequests(parts.flatMap((part) => part.roots));
    const lock = planLock({ ...context.lock, requests: roots, release: make_plan_releaseOf(survey) });
    const artifacts = planArtifacts({ inputs, modulePath: survey.modulePath, targets });
    const { machine } = survey;
    const plan = {
        schema: 2,
        mode: inputs.build ? "build" : "set-up",
        go: survey.go,
        module: { path: survey.modulePath, directory: survey.directory },
        host: { os: machine.os, arch: machine.arch, distribution: machine.distribution },
        concurrency: planConcurrency({
            machine,
            targets: targets.length,
            withC: targets.filter((target) => target.cgo.enabled).length,
            jobs: inputs.jobs,
        }),
        caches: {
            roots: rootCacheUse(inputs, context, lock.lock.kind === "locked"),
            goBuild: context.goCaches.build,
            goModules: context.goCaches.modules,
        },
        lock: lock.lock,
        exportEnvironment: decideExport(inputs, targets.length),
        roots,
        toolchains: mergeToolchains(parts.flatMap((part) => part.toolchains)),
        emulators: [...new Map(parts.flatMap((part) => part.emulators).map((each) => [each.id, each])).values()],
        targets,
        publication: { outDir: context.outDir, artifacts, retentionDays: inputs.retentionDays },
        refused,
        warnings: mergeWarnings(parts.flatMap((part) => part.warnings)),
    };
    const undecided = parts.flatMap((part) => part.undecided);
    const problems = [
        ...parts.flatMap((part) => part.problems),
        // With nothing left to build there is no run that could fail at its end.
        ...(targets.length === 0 && undecided.length === 0 ? refused.flatMap((each) => each.problems) : []),
        ...(inputs.build ? [...nameProblems(inputs, survey), ...sameFileProblems(targets)] : []),
        ...sameArtifactProblems(artifacts),
        ...lock.problems,
    ];
    return { plan, problems: [...new Set(problems)], undecided };
}
function make_plan_releaseOf({ machine }) {
    return machine.distribution === undefined ? undefined : lock_releaseName(machine.distribution, machine.arch);
}
function rootCacheUse({ cache }, { event }, locked) {
    return decideCache(cache, event, locked);
}
/** A plain CC reaches every later build of the job, the host's own too: only where one target is set up, or it is asked for. */
function decideExport({ build, exportEnv }, targets) {
    if (exportEnv === "false") {
        return "none";
    }
    return exportEnv === "true" || (!build && targets === 1) ? "plain" : "per-target";
}
const nothing = {
    target: undefined,
    toolchains: [],
    emulators: [],
    roots: [],
    warnings: [],
    problems: [],
    refused: [],
    undecided: [],
};
/** What is the same for several targets is said once, with their names. */
function mergeWarnings(warnings) {
    const merged = new Map();
    for (const { target, text, place } of warnings) {
        const same = merged.get(text) ?? { names: [], place };
        same.names.push(target_targetName(target));
        merged.set(text, same);
    }
    return [...merged].map(([text, { names, place }]) => ({ text: `${names.join(", ")}: ${text}`, place }));
}
function planTarget(question, context) {
    const { survey, target } = question;
    const asked = { inputs: question.inputs, survey: target, modulePath: survey.modulePath };
    const cgo = decideCgo(asked);
    if (cgo.kind !== "on") {
        return planDecided(question, context, { cgo, choice: undefined });
    }
    const choice = chooseToolchain({ ...asked, machine: survey.machine, reason: cgo.reason }, context);
    if (choice.kind === "chosen") {
        return planDecided(question, context, { cgo, choice });
    }
    return choice.missing === undefined
        ? { ...nothing, problems: choice.problems }
        : planDecided(question, context, { cgo: decideWithoutCompiler(asked, choice.missing), choice: undefined });
}
function planDecided({ inputs, survey, target }, context, { cgo, choice }) {
    if (cgo.kind === "undecided") {
        return { ...nothing, undecided: [target] };
    }
    if (cgo.kind === "refused") {
        return { ...nothing, refused: [{ target: target.target, problems: [cgo.problem] }] };
    }
    const { machine } = survey;
    const run = planRun({ inputs, machine, survey: target }, context.emulators);
    return {
        ...nothing,
        target: makeTargetPlan({ inputs, machine, found: target, cgo, toolchain: choice, run: run.run }),
        toolchains: choice === undefined ? [] : [choice.base.toolchain],
        emulators: run.emulator === undefined ? [] : [run.emulator],
        roots: [...(choice === undefined ? [] : rootsOfChoice(choice)), ...run.roots],
        warnings: cgo.kind === "off" && cgo.warning !== undefined ? [{ ...cgo.warning, target: target.target }] : [],
        problems: staticProblems(inputs, target, cgo.kind),
    };
}
function staticProblems(inputs, { target }, cgo) {
    if (!inputs.static) {
        return [];
    }
    if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
        return [`static: a ${inputs.buildmode} library is linked by the program that loads it; leave \`static\` out`];
    }
    return cgo === "off" && inputs.buildmode === "pie" && target.os === "linux"
        ? [`static: ${target_targetName(target)} with buildmode pie is static only when the C linker links it; set \`cgo: on\``]
        : [];
}
function nameProblems(inputs, survey) {
    const programs = [...new Set(survey.targets.flatMap((target) => target.programs.map((each) => each.importPath)))];
    if (inputs.name === undefined || programs.length < 2) {
        return [];
    }
    return [
        `name: one name cannot serve ${programs.length} programs (${programs.map(programName).join(", ")}); ` +
            "leave it out, and each is named after its import path",
    ];
}
/** Two builds that would write one file. Case is ignored: some file systems, and artifacts, do not tell it apart. */
function sameFileProblems(targets) {
    const owners = new Map();
    const problems = [];
    for (const { target, builds } of targets) {
        for (const build of builds) {
            const owner = `${build.importPath} for ${target_targetName(target)}`;
            const other = owners.get(build.file.toLowerCase());
            if (other !== undefined) {
                problems.push(`package: ${other} and ${owner} would both be written to ${build.file}; build them in two steps`);
            }
            owners.set(build.file.toLowerCase(), owner);
        }
    }
    return problems;
}

;// CONCATENATED MODULE: ./build/plan/offers.js
const indifferent = { kind: "indifferent" };
/** Declines with a reason; see Declined. */
function declined(reason, input) {
    return { kind: "declined", input, reason };
}

;// CONCATENATED MODULE: ./build/plan/ways-out.js
/**
 * Advice, given once for each module. Source of each row: the documentation of the module it names, on pkg.go.dev, which
 * says that it needs no cgo.
 */
const waysOut = [
    { module: "github.com/mattn/go-sqlite3", instead: "modernc.org/sqlite or github.com/ncruces/go-sqlite3" },
    { module: "gorm.io/driver/sqlite", instead: "github.com/glebarez/sqlite" },
    { module: "github.com/DataDog/zstd", instead: "github.com/klauspost/compress/zstd" },
    { module: "github.com/valyala/gozstd", instead: "github.com/klauspost/compress/zstd" },
    { module: "github.com/confluentinc/confluent-kafka-go", instead: "github.com/twmb/franz-go" },
    { module: "github.com/google/gopacket/pcap", instead: "github.com/gopacket/gopacket/pcapgo", but: "on Linux only" },
    { module: "github.com/gopacket/gopacket/pcap", instead: "github.com/gopacket/gopacket/pcapgo", but: "on Linux only" },
    {
        module: "github.com/linxGnu/grocksdb",
        instead: "github.com/cockroachdb/pebble",
        but: "with files of its own format",
    },
    { module: "github.com/chai2010/webp", instead: "github.com/gen2brain/webp" },
    { module: "github.com/shirou/gopsutil", instead: "github.com/shirou/gopsutil/v4" },
    { module: "github.com/rjeczalik/notify", instead: "github.com/fsnotify/fsnotify" },
    { module: "github.com/fsnotify/fsevents", instead: "github.com/fsnotify/fsnotify" },
    { module: "github.com/libgit2/git2go", instead: "github.com/go-git/go-git/v5" },
    { module: "github.com/pebbe/zmq4", instead: "github.com/go-zeromq/zmq4" },
    { module: "github.com/jmhodges/levigo", instead: "github.com/syndtr/goleveldb" },
    { module: "github.com/godror/godror", instead: "github.com/sijms/go-ora/v2" },
    { module: "github.com/bytecodealliance/wasmtime-go", instead: "github.com/tetratelabs/wazero" },
    { module: "github.com/wasmerio/wasmer-go", instead: "github.com/tetratelabs/wazero" },
    { module: "rogchap.com/v8go", instead: "github.com/dop251/goja", but: "it interprets, and is slower" },
    { module: "github.com/pganalyze/pg_query_go", instead: "github.com/wasilibs/go-pgquery" },
    { module: "github.com/aarzilli/golua", instead: "github.com/yuin/gopher-lua" },
    { module: "github.com/lestrrat-go/libxml2", instead: "github.com/antchfx/xmlquery" },
    { module: "github.com/keybase/go-keychain", instead: "github.com/zalando/go-keyring" },
    { module: "github.com/99designs/keyring", instead: "github.com/zalando/go-keyring" },
    { module: "github.com/cloudflare/golz4", instead: "github.com/pierrec/lz4/v4" },
    { module: "github.com/ethereum/go-ethereum/crypto/secp256k1", instead: "github.com/decred/dcrd/dcrec/secp256k1/v4" },
];
/** The way out of a package with C, given its import path; undefined where none is known. */
function ways_out_wayOut(path) {
    return waysOut.find(({ module, instead }) => isIn(path, module) && !isIn(path, instead));
}
/** Another major version of a module is the same module. */
function isIn(path, module) {
    return path === module || path.startsWith(`${module}/`);
}

;// CONCATENATED MODULE: ./build/plan/index.js
/** The plan: inputs, survey and offers → every decision, as data. */










;// CONCATENATED MODULE: ./build/report/explain.js



/**
 * The analysis as a tree, for a person: targets of which the same is to be said stand together, and below them the ways from
 * each program to the packages that differ without cgo.
 */
function explain_describeExplanation({ survey, plan, problems }) {
    const groups = new Map();
    for (const target of survey.targets) {
        const text = describeTarget(survey, plan, target).join("\n");
        groups.set(text, [...(groups.get(text) ?? []), targetName(target.target)]);
    }
    const advice = adviceOn(survey);
    return [
        `${plainText(survey.modulePath)} with ${survey.go.version}`,
        ...[...groups].flatMap(([text, names]) => ["", names.join(", "), ...text.split("\n")]),
        ...survey.refused.flatMap(({ target, problems }) => [
            "",
            targetName(target),
            ...problems.map((each) => `  ✗ ${each}`),
        ]),
        ...(advice.length === 0 ? [] : ["", "Without C:"]),
        ...advice.map(({ module, instead, but }) => `  ${module} → ${instead}${but === undefined ? "" : ` (${but})`}`),
        ...problems.map((problem) => `✗ ${problem}`),
    ];
}
function describeTarget(survey, plan, target) {
    const { cgo, reasons } = decisionOn(plan, target);
    const mark = cgo === "refused" ? "✗ not built" : cgo === "on" ? "built with C" : "built without C";
    const name = targetName(target.target);
    // What several targets have in common is told once.
    const told = reasons.map((reason) => reason.replaceAll(name, "it").replace(/^it: /, ""));
    const libraries = target.requirements.map(({ kind, name: library }) => describeRequirement(kind, library));
    return [
        `  ${mark}: ${told.join("; ")}`,
        ...(libraries.length === 0 ? [] : [`  libraries: ${[...new Set(libraries)].join(", ")}`]),
        ...drawTree(makeTree(target, survey.modulePath)).map((line) => `  ${line}`),
    ];
}
const requirementNames = {
    "pkg-config": (name) => `${name} (pkg-config)`,
    library: (name) => `-l${name}`,
    header: (name) => `<${name}>`,
};
function describeRequirement(kind, name) {
    return requirementNames[kind](name);
}
function decisionOn(plan, { target }) {
    const name = targetName(target);
    const planned = plan.targets.find((each) => targetName(each.target) === name);
    if (planned !== undefined) {
        return { cgo: planned.cgo.enabled ? "on" : "off", reasons: [planned.cgo.reason] };
    }
    const refused = plan.refused.find((each) => targetName(each.target) === name);
    return { cgo: "refused", reasons: refused?.problems ?? ["see below"] };
}
function makeTree(target, modulePath) {
    const root = { path: "", said: [], below: new Map() };
    for (const verdict of target.cgo.verdicts ?? []) {
        let at = root;
        for (const path of verdict.chain) {
            const next = at.below.get(path) ?? { path, said: [], below: new Map() };
            at.below.set(path, next);
            at = next;
        }
        at.said.push(...describePackage(verdict));
    }
    return shorten(root, modulePath);
}
/** What becomes of a package, and what of it is lost: functions that fail alike stand together. */
function describePackage(verdict) {
    const alike = new Map();
    for (const { name, text = "" } of verdict.lost ?? []) {
        alike.set(text, [...(alike.get(text) ?? []), name]);
    }
    const lost = [...alike].map(([text, names]) => `${names.join(", ")}${text === "" ? "" : `: "${text.trim()}"`}`);
    const head = gravityNames[gravityOf(verdict)];
    const detail = verdict.error ?? (lost.length === 0 ? describeVerdict(verdict) : undefined);
    return [detail === undefined ? head : `${head}: ${detail}`, ...lost.map((line) => `  ${line}`)].map(shown);
}
/** Fit to be shown, as deep as it stands. */
function shown(line) {
    const text = line.trimStart();
    return `${line.slice(0, line.length - text.length)}${plainText(text)}`;
}
const gravityNames = {
    none: "none",
    fallback: "fallback",
    handled: "lost, handled",
    lost: "lost",
    stub: "stub",
    needed: "needed",
    impossible: "impossible",
};
function shorten(node, modulePath) {
    const path = node.path.startsWith(`${modulePath}/`) ? node.path.slice(modulePath.length + 1) : node.path;
    return {
        ...node,
        path,
        below: new Map([...node.below].map(([key, each]) => [key, shorten(each, modulePath)])),
    };
}
function drawTree({ below }) {
    const nodes = [...below.values()];
    return nodes.flatMap((node, at) => {
        const isLast = at === nodes.length - 1;
        const inner = [...node.said, ...drawTree(node)];
        return [
            `${isLast ? "└─" : "├─"} ${plainText(node.path)}`,
            ...inner.map((line) => `${isLast ? "  " : "│ "} ${line}`),
        ];
    });
}
/** For each module once; a package that loses nothing without C needs no other. */
function adviceOn(survey) {
    const verdicts = survey.targets.flatMap(({ cgo }) => cgo.verdicts ?? []);
    const ways = verdicts
        .filter((verdict) => !["none", "fallback"].includes(verdict.kind))
        .flatMap(({ chain }) => chain.flatMap((path) => wayOut(path) ?? []));
    return [...new Set(ways)];
}
/** Goes up when a key is renamed, removed or changes its meaning; new keys leave it. */
const explain_schema = 1;
/** The analysis as JSON: two spaces of indentation, a line break at the end. */
function explain_describeExplanationJson({ survey, plan, problems }) {
    const explained = {
        schema: explain_schema,
        module: survey.modulePath,
        go: survey.go.version,
        targets: survey.targets.map((target) => explainTarget(plan, target)),
        refused: survey.refused.map(({ target, problems }) => ({ target: targetName(target), problems })),
        advice: adviceOn(survey),
        problems,
    };
    return `${JSON.stringify(explained, undefined, 2)}\n`;
}
function explainTarget(plan, target) {
    const { need, cgo, requirements, target: asked } = target;
    const verdicts = cgo.verdicts ?? [];
    const worst = gravest(verdicts);
    return {
        target: targetName(asked),
        decision: decisionOn(plan, target),
        /** The gravest of the packages': what the program is without cgo. */
        verdict: worst === undefined ? "none" : worst.kind,
        handled: worst?.kind === "lost" && worst.handled,
        packages: verdicts.map(explainPackage),
        withC: need.required,
        standardLibrary: [...need.optional, ...cgo.standard],
        cxx: need.cxx,
        libraries: requirements.map(({ kind, name, by }) => ({ kind, name, by })),
    };
}
function explainPackage({ package: path, kind, handled, error, lost, chain, import: place }) {
    return { package: path, verdict: kind, handled, error, lost, chain, import: place };
}

;// CONCATENATED MODULE: ./build/report/manifest.js

/** Goes up when a key is renamed, removed or changes its meaning; new keys leave it. */
const manifest_schema = 1;
/**
 * Everything that the run found out, as JSON: two spaces of indentation, a line break at the end, keys always in the same
 * order, and `null` where there is no value, so that every key is always there.
 */
function describeManifest(result) {
    const manifest = {
        schema: manifest_schema,
        tool: result.tool,
        host: result.host,
        go: result.go,
        module: result.module,
        seconds: result.seconds,
        outDir: result.outDir,
        checksums: result.checksums,
        manifest: result.manifest,
        targets: result.targets.map(manifestTarget),
        toolchains: result.toolchains.map(manifestToolchain),
        libraries: result.libraries.map(manifestLibraryRoot),
        artifacts: result.artifacts.map(manifestArtifact),
        failures: result.failures.map(({ message }) => message),
        faults: result.failures.filter(({ stack }) => stack !== undefined).map(manifestFault),
        warnings: result.warnings,
    };
    return `${JSON.stringify(manifest, (_, value) => value ?? null, 2)}\n`;
}
function manifestTarget(target) {
    return {
        target: target_targetName(target.target),
        cgo: { enabled: target.cgo.enabled, why: target.cgo.reason },
        toolchain: target.toolchain,
        notes: target.notes,
        seconds: target.seconds,
        outcome: manifestOutcome(target.outcome),
    };
}
function manifestOutcome(outcome) {
    switch (outcome.kind) {
        case "passed":
            return { kind: outcome.kind, binaries: outcome.binaries.map(manifestBinary) };
        case "failed":
            return {
                kind: outcome.kind,
                // As schema 1 was published.
                stage: outcome.stage === "verify" ? "proof" : outcome.stage,
                message: outcome.message,
                log: outcome.log,
                stack: outcome.stack,
            };
    }
}
function manifestBinary(binary) {
    const { archive } = binary;
    return {
        name: binary.name,
        file: binary.file,
        bytes: binary.bytes,
        sha256: binary.sha256,
        linkage: binary.described.linkage.text,
        archive: archive && { file: archive.file, bytes: archive.bytes, sha256: archive.sha256 },
        header: binary.header,
        libraries: binary.libraries.map(manifestLibrary),
        run: manifestRun(binary.run),
        facts: manifestFacts(binary.facts),
    };
}
function manifestLibraryRoot(root) {
    return {
        id: root.id,
        source: root.source,
        checked: root.checked,
        seconds: root.seconds,
        bytesDownloaded: root.bytesDownloaded,
        directory: root.directory,
        packages: root.packages,
    };
}
function manifestLibrary(library) {
    return {
        file: library.file,
        package: library.package,
        version: library.version,
        install: library.install,
    };
}
function manifestRun(run) {
    switch (run.kind) {
        case "not-asked":
            return { kind: run.kind };
        case "not-run":
            return { kind: run.kind, reason: run.reason };
        case "passed":
            return {
                kind: run.kind,
                emulator: run.emulator,
                seconds: run.seconds,
                output: run.output,
            };
    }
}
function manifestFacts(facts) {
    return {
        format: facts.format,
        kind: facts.kind,
        os: facts.os,
        arch: facts.arch,
        machine: facts.machine,
        bits: facts.bits,
        byteOrder: facts.byteOrder,
        arm: facts.arm && { floatAbi: facts.arm.floatAbi, level: facts.arm.level },
        mipsFloat: facts.mipsFloat,
        interpreter: facts.interpreter,
        needed: facts.needed,
        soname: facts.soname,
        runPath: facts.runPath,
        positionIndependent: facts.positionIndependent,
        static: facts.static,
        requiredVersions: sortedKeys(facts.requiredVersions),
        glibcFloor: facts.minimumGlibc,
        go: facts.go && manifestGo(facts.go),
    };
}
function manifestGo(go) {
    return { version: go.version, path: go.path, settings: sortedKeys(go.settings) };
}
/** A record read from a file has its keys in the file's order. */
function sortedKeys(record) {
    return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
function manifestToolchain(toolchain) {
    return {
        id: toolchain.id,
        triple: toolchain.triple,
        cc: toolchain.cc,
        compiler: toolchain.compiler,
        source: toolchain.source,
        checked: toolchain.checked,
        seconds: toolchain.seconds,
        bytesDownloaded: toolchain.bytesDownloaded,
        directory: toolchain.directory,
    };
}
/** A failure that is a fault of cgo-cross: schema 1 was published with messages alone under `failures`. */
function manifestFault(failure) {
    return { message: failure.message, stack: failure.stack };
}
function manifestArtifact(artifact) {
    return {
        name: artifact.name,
        id: artifact.id,
        bytes: artifact.bytes,
        targets: artifact.targets,
    };
}

;// CONCATENATED MODULE: ./build/report/outputs.js


/** The outputs of a run: the table of outputs has their names and meanings, and none of it can be forgotten here. */
function describeOutputs(result) {
    const built = builtBinaries(result);
    const alone = result.targets.length === 1;
    const compiler = toolchainOf(result, result.targets[0])?.cc;
    const onlyBinary = built.length === 1 ? built[0]?.binary.file : undefined;
    const outputs = {
        binaries: JSON.stringify(built.map((each) => describeBinary(result, each))),
        manifest: result.manifest,
        checksums: result.checksums,
        "out-dir": result.outDir,
        targets: JSON.stringify(result.targets.map(({ target }) => target_targetName(target))),
        "cache-hit": String(isCacheHit(result)),
        cc: alone ? compiler : undefined,
        binary: alone ? onlyBinary : undefined,
    };
    return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}
function describeBinary(result, { target, binary }) {
    const name = target_targetName(target.target);
    const artifact = result.artifacts.find(({ targets }) => targets.includes(name));
    return {
        target: name,
        file: binary.file,
        sha256: binary.sha256,
        bytes: binary.bytes,
        cgo: target.cgo.enabled,
        linkage: binary.described.linkage.text,
        archive: binary.archive?.file ?? null,
        artifactId: artifact?.id ?? null,
    };
}
/** No toolchain or library had to be downloaded, and there was one that could have been. */
function isCacheHit({ toolchains, libraries }) {
    const fetched = [...toolchains, ...libraries].filter(({ source }) => source !== "host");
    return fetched.length > 0 && fetched.every(({ source }) => source !== "download");
}

;// CONCATENATED MODULE: ./build/report/plan.js



/** The plan as JSON, without the values that -X carries: people take those from secrets. */
function describePlanJson(plan) {
    const targets = plan.targets.map((target) => ({ ...target, flags: target.flags.map(hideValues) }));
    return JSON.stringify({ ...plan, targets }, undefined, 2);
}
/** The first decision, for the log: which targets are asked of which Go. `version` is Go's own, `go1.26.8`. */
function describeTargets(version, { targets }) {
    return `${version}, ${counted(targets.length, "target")}: ${targets.map(target_targetName).join(", ")}`;
}
/** The plan in a few lines for the log: what is built, how, and the reasons. */
function describePlan(plan) {
    const width = Math.max(0, ...plan.targets.map(({ target }) => target_targetName(target).length));
    const libraries = new Set(plan.targets.flatMap(({ layers }) => layers.flatMap(({ roots }) => roots)));
    return [
        `${plan.module.path} with ${plan.go.version} on ${plan.host.distribution?.title ?? plan.host.os}`,
        describeConcurrency(plan.concurrency),
        ...plan.targets.flatMap(({ target, toolchain, cgo, notes }) => [
            `${target_targetName(target).padEnd(width)}  ${compilerOf(plan, toolchain)} (${cgo.reason})`,
            ...notes.map((note) => `${"".padEnd(width)}  ${note}`),
        ]),
        ...plan.roots.filter(({ id }) => libraries.has(id)).map((root) => `${root.id}: ${describeContent(root)}`),
        ...plan.refused.flatMap(({ problems }) => problems.map((problem) => `not built: ${problem}`)),
        ...plan.warnings.map(({ text }) => text),
    ];
}
function compilerOf({ toolchains }, id) {
    return toolchains.find((each) => each.id === id)?.compiler ?? "no C compiler";
}
function describeContent({ content }) {
    if (content.kind === "file") {
        return `${content.name} ${content.version}`;
    }
    const likely = content.files.flatMap((file) => file.likely ?? []);
    const open = content.files.filter((file) => file.likely === undefined).map(({ what }) => what);
    const packages = [...new Set([...content.packages, ...likely])].sort();
    return [...packages, ...(open.length === 0 ? [] : [`to be looked up: ${open.join(", ")}`])].join(", ");
}
function describeConcurrency({ jobs, compilesPerJob, cpus, memoryGiB }) {
    const builds = `${counted(jobs, "build")} at the same time, ${counted(compilesPerJob, "compile")} each`;
    return `${builds}: ${counted(cpus, "CPU")}, ${memoryGiB} GB of memory free`;
}

;// CONCATENATED MODULE: ./build/host/units.js
/** A size in decimal units, as for downloads and disks: `812 B`, `1.4 MB`, `120 kB`. */
function units_byteSize(bytes) {
    if (bytes < 1000) {
        return `${bytes} B`;
    }
    let value = bytes;
    for (const unit of ["kB", "MB", "GB"]) {
        value /= 1000;
        if (value < 99.95) {
            return `${value.toFixed(1)} ${unit}`;
        }
        if (value < 999.5) {
            return `${Math.round(value)} ${unit}`;
        }
    }
    return `${(value / 1000).toFixed(1)} TB`;
}

;// CONCATENATED MODULE: ./build/report/notes.js


const unlocked = "the toolchain from the cache is checked by its own record and not compared with today's package index; `cgo-cross lock` pins it";
/** The notes on all targets and on their toolchains, each once, with the names of the targets that it is about. */
function describeNotes(result) {
    const notes = new Map();
    for (const describe of [ownNotes, cacheNotes, requirementNotes]) {
        for (const target of result.targets) {
            for (const text of describe(target, result)) {
                notes.set(text, [...(notes.get(text) ?? []), shownName(target.target)]);
            }
        }
    }
    return [...notes].map(([text, targets]) => ({ targets, text }));
}
function ownNotes({ notes }) {
    return [...new Set(notes)];
}
function cacheNotes(target, result) {
    const toolchain = toolchainOf(result, target);
    return toolchain?.source === "cache" && toolchain.checked === "record" ? [unlocked] : [];
}
/** What the system needs that the binaries are to run on. */
function requirementNotes(target) {
    const binaries = binariesOf(target);
    const glibc = binaries
        .flatMap(({ facts }) => facts.minimumGlibc ?? [])
        .sort(compareVersions)
        .at(-1);
    const releases = glibc === undefined ? undefined : releasesWithGlibc(glibc);
    const packages = binaries.flatMap(({ libraries }) => libraries.flatMap(({ install }) => install ?? []));
    const names = [...new Set(packages)].sort().join(" ");
    return [
        ...(releases === undefined ? [] : [`needs glibc ${glibc} or newer: ${releases}`]),
        ...(names === ""
            ? []
            : [`needs libraries of the system that it runs on; on Debian and Ubuntu: apt-get install ${names}`]),
    ];
}

;// CONCATENATED MODULE: ./build/report/table.js



/** Longer explanations make a table unreadable; the manifest has them whole. */
const longestText = 100;
/** One row per target, without the columns that would be empty in every row. */
function describeTable(result) {
    const rows = result.targets.map((target) => describeRow(result, target));
    if (isSetupOnly(result)) {
        return { columns: ["target", "compiler", "toolchain", "cgo"], rows };
    }
    const several = result.targets.some((target) => binariesOf(target).length > 1);
    const binary = several ? ["binary"] : [];
    // First what a narrow screen should show.
    const rest = ["verify", "run", "size", "time", "linkage", "compiler", "toolchain", "cgo"];
    return { columns: ["target", ...binary, ...rest], rows };
}
function describeRow(result, target) {
    const toolchain = toolchainOf(result, target);
    const binaries = binariesOf(target);
    const each = (describe) => eachBinary(binaries, describe);
    return {
        failed: target.outcome.kind === "failed",
        seconds: target.seconds,
        cells: {
            target: targetCell(target),
            binary: binaries.length === 0 ? [table_nothing("none")] : binaries.map((b) => words(outcomes_programName(target.target, b))),
            cgo: [cgoLine(target)],
            compiler: compilerCell(target, toolchain),
            linkage: each(({ described: { linkage } }) => words(linkage.text, linkage.short)),
            size: each(({ bytes }) => words(units_byteSize(bytes))),
            // A target whose toolchain could not be installed was never started.
            time: [target.seconds > 0 ? words(duration(target.seconds)) : table_nothing("none")],
            verify: verifiedCell(target),
            run: runCell(target),
            toolchain: toolchainCell(target, toolchain),
        },
    };
}
function line(mark, text, short = text) {
    return { mark, text: shortened(format_plainText(text), longestText), short: shortened(format_plainText(short), longestText) };
}
function words(text, short) {
    return line(undefined, text, short);
}
function good(text, short) {
    return line("good", text, short);
}
function bad(text, short) {
    return line("bad", text, short);
}
function table_nothing(text, short) {
    return line("none", text, short);
}
/** One line per binary; a single one where all say the same. */
function eachBinary(binaries, describe) {
    const lines = binaries.map(describe);
    const [first = table_nothing("none")] = lines;
    return lines.every(({ mark, text }) => mark === first.mark && text === first.text) ? [first] : lines;
}
function targetCell({ target, outcome }) {
    const name = shownName(target);
    return [outcome.kind === "failed" ? bad(`${name}: ${describeStage(outcome)}`, name) : good(name)];
}
/** It was not even begun. */
function isRefused(outcome) {
    return outcome.kind === "failed" && outcome.stage === "plan";
}
function cgoLine({ cgo, outcome }) {
    if (isRefused(outcome)) {
        return table_nothing("none");
    }
    const state = cgo.enabled ? "on" : "off";
    return words(`${state} (${cgo.reason})`, state);
}
/**
 * `gcc 12.2.0` of the version line `aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0`: the triple is the target's, and the
 * list of toolchains has the whole line.
 */
function compilerCell(target, toolchain) {
    if (toolchain === undefined) {
        return [
            isRefused(target.outcome) || target.cgo.enabled || target.toolchain !== undefined
                ? table_nothing("none")
                : table_nothing("Go alone"),
        ];
    }
    const { triple, compiler } = toolchain;
    const line = compiler.replaceAll(/ *\([^()]*\)/g, "");
    return [words(triple !== undefined && line.startsWith(`${triple}-`) ? line.slice(triple.length + 1) : line)];
}
const sources = {
    host: "this machine's",
    disk: "on disk",
    cache: "from cache",
    download: "downloaded",
};
function toolchainCell(target, toolchain) {
    if (toolchain !== undefined) {
        return [words(sources[toolchain.source])];
    }
    if (target.outcome.kind === "failed" && target.outcome.stage === "toolchain") {
        return [bad("failed")];
    }
    return [table_nothing(target.toolchain === undefined && !isRefused(target.outcome) ? "none needed" : "none")];
}
const table_checks = {
    index: ", checked by the signed index",
    lock: ", checked by the lock",
    hash: ", checked by its hash",
    record: ", checked by its record",
};
/** Where a toolchain came from, what that cost and what it was verified against: `downloaded: 61.2 MB in 5.1 s, checked by…`. */
function describeSource({ source, checked, seconds, bytesDownloaded, }) {
    const check = checked === undefined ? "" : table_checks[checked];
    switch (source) {
        case "host":
        case "disk":
            return `${sources[source]}${check}`;
        case "cache":
            return `${sources[source]} in ${duration(seconds)}${check}`;
        case "download":
            return `${sources[source]}: ${units_byteSize(bytesDownloaded)} in ${duration(seconds)}${check}`;
    }
}
const stages = ["plan", "toolchain", "build", "verify", "run", "publish"];
/**
 * The cell of a target that failed in one stage, in the column of another. A stage before the one that failed may have
 * passed or been skipped (without its emulator a run fails before anything is verified), so no success is claimed for it.
 */
function stageCell(failedIn, column) {
    if (failedIn === column) {
        return [bad("failed")];
    }
    return [table_nothing(stages.indexOf(failedIn) < stages.indexOf(column) ? "not reached" : "not recorded")];
}
function verifiedCell(target) {
    if (target.outcome.kind === "failed") {
        return stageCell(target.outcome.stage, "verify");
    }
    return eachBinary(target.outcome.binaries, (binary) => good(describeIdentity(binary)));
}
function runCell(target) {
    if (target.outcome.kind === "failed") {
        return stageCell(target.outcome.stage, "run");
    }
    return eachBinary(target.outcome.binaries, ({ run }) => describeRun(run));
}
function describeRun(run) {
    switch (run.kind) {
        case "not-asked":
            return table_nothing("not run");
        case "not-run":
            return table_nothing(`not run: ${run.reason}`, "not run");
        case "passed": {
            const time = duration(run.seconds);
            return good(run.emulator === undefined ? time : `${time} (${run.emulator})`, time);
        }
    }
}
/** What the headers say the file is: `ELF arm64`, `ELF arm v7`. */
function describeIdentity({ described, facts }) {
    const parts = [described.format, facts.arch ?? facts.machine, facts.arm?.level];
    return parts.filter((part) => part !== undefined).join(" ");
}

;// CONCATENATED MODULE: ./build/report/details.js






/*
 * The parts of the summary under its table, each as lines of Markdown; an empty list leaves the part out.
 */
const markdownMarks = { good: "✅", bad: "❌", none: "➖" };
/** A row of a Markdown table. */
function markdownRow(cells) {
    return `| ${cells.join(" | ")} |`;
}
/** A longer line of a log is truncated: minified sources and linker commands run to megabytes. */
const longestLine = 1000;
/** A message is a sentence; what is longer than this is a program's output that got into it. */
const details_longestMessage = 2000;
/** The topmost frames say where a fault of ours happened; the manifest has the whole stack trace. */
const mostStackLines = 20;
/** Lines folded under a title. The empty lines have what is inside read as Markdown. */
function folded(title, lines, open = false) {
    return [`<details${open ? " open" : ""}><summary>${title}</summary>`, "", ...lines, "", "</details>"];
}
/** More failures than this are folded: nobody reads them all at once. */
const openFailures = 3;
/**
 * The reason why each target failed, and what failed apart from them.
 * @param logLines The most lines of each target's log, from its end, and of each stack trace, from its start.
 */
function failureBlock(result, logLines) {
    const failed = failedTargets(result);
    return [
        ...failed.flatMap((target) => describeFailure(target, logLines, failed.length <= openFailures)),
        ...(failed.length > 0 && result.failures.length > 0 ? [""] : []),
        ...result.failures.flatMap((failure) => details_describeOther(failure, logLines)),
    ];
}
function describeFailure(target, logLines, open) {
    const { failure } = target;
    const title = `${markdownMarks.bad} ${markdownText(describeFailureTitle(target))}`;
    const log = details_lastLines(failure.log, logLines);
    return folded(title, [
        `**Reason:** ${markdownSentence(shortened(failure.message, details_longestMessage))}`,
        ...faultLines(failure, logLines),
        ...(log.length > 0 ? ["", "The end of its log:", "", ...markdownFence(log)] : []),
    ], open);
}
/** A list item, what belongs to it indented. */
function details_describeOther(failure, logLines) {
    const message = markdownSentence(shortened(failure.message, details_longestMessage));
    const fault = faultLines(failure, logLines).map((line) => (line === "" ? line : `  ${line}`));
    return [`- ${markdownMarks.bad} ${message}`, ...fault];
}
/** The request for a report, and the stack trace; nothing for what the user can mend. */
function faultLines(failure, logLines) {
    const stack = shortenedLines(stackLines(failure, Math.min(mostStackLines, logLines)));
    return [
        ...(failure.stack === undefined ? [] : ["", reportRequest]),
        ...(stack.length > 0 ? ["", ...markdownFence(stack)] : []),
    ];
}
function details_lastLines(log, count) {
    const lines = shortenedLines(log);
    return count === 0 || lines.every((line) => line === "") ? [] : lines.slice(-count);
}
function shortenedLines(lines) {
    return plainLines(lines).map((line) => shortened(line, longestLine));
}
/** Warnings, and what is done otherwise than requested for which targets. */
function notesBlock(result) {
    const notes = describeNotes(result);
    if (result.warnings.length === 0 && notes.length === 0) {
        return [];
    }
    const counts = [
        ...(result.warnings.length > 0 ? [`⚠️ ${counted(result.warnings.length, "warning")}`] : []),
        ...(notes.length > 0 ? [counted(notes.length, "note")] : []),
    ];
    return folded(listed(counts), [
        ...result.warnings.map((warning) => `- ⚠️ ${markdownSentence(shortened(warning, details_longestMessage))}`),
        ...notes.map(({ targets, text }) => `- **${targets.map(markdownText).join(", ")}**: ${markdownSentence(shortened(text, details_longestMessage))}`),
    ], result.warnings.length > 0);
}
/** The first lines of what each binary printed when it was run. */
function outputBlock(result, lines) {
    const runs = builtBinaries(result).flatMap(({ binary }) => printed(binary, lines));
    return runs.length === 0 ? [] : folded("What the binaries printed when they ran", markdownFence(runs));
}
function printed({ file, run }, count) {
    if (run.kind !== "passed" || run.output.trim() === "") {
        return [];
    }
    const lines = shortenedLines([run.output.trimEnd()]);
    const more = lines.length > count ? [`  … and ${counted(lines.length - count, "more line")}`] : [];
    return [`${fileName(file)}:`, ...lines.slice(0, count).map((line) => `  ${line}`), ...more];
}
/** Checksums of binaries and archives in the form that `sha256sum --check` reads. */
function checksumBlock(result) {
    const files = builtBinaries(result).flatMap(({ binary }) => [binary, ...(binary.archive ? [binary.archive] : [])]);
    if (files.length === 0) {
        return [];
    }
    const lines = files.map(({ file, sha256 }) => `${sha256}  ${fileName(file)}`);
    return folded(`SHA-256 of ${counted(files.length, "file")}`, markdownFence(lines));
}
/** What was uploaded, and for which targets. */
function artifactBlock({ artifacts }) {
    if (artifacts.length === 0) {
        return [];
    }
    const total = artifacts.reduce((sum, { bytes }) => sum + bytes, 0);
    return folded(`${counted(artifacts.length, "artifact")}, ${units_byteSize(total)}`, artifacts.map(({ name, targets, bytes }) => {
        return `- ${markdownCode(name)}: ${targets.map(markdownText).join(", ")}, ${units_byteSize(bytes)}`;
    }));
}
/** The distribution's C libraries that each binary was linked with, static or shared. */
function libraryBlock(result) {
    const lines = builtBinaries(result).flatMap(({ target, binary }) => binary.libraries.map((library) => markdownRow([
        markdownText(shownName(target.target)),
        markdownCode(library.file),
        markdownText(`${library.package} ${library.version}`),
        library.install === undefined ? "linked in" : `needs ${markdownCode(library.install)}`,
    ])));
    const roots = result.libraries.map((root) => `- ${markdownCode(root.id)}: ${counted(root.packages.length, "package")}, ${markdownText(describeSource(root))}`);
    if (roots.length === 0 && lines.length === 0) {
        return [];
    }
    const table = [
        markdownRow(["Target", "Library", "Linked from", "At run time"]),
        markdownRow(["---", "---", "---", "---"]),
        ...lines,
    ];
    return folded("C libraries", [...(lines.length === 0 ? [] : table), ...(roots.length === 0 ? [] : ["", ...roots])]);
}
/** The compilers: where each came from, what that cost, and which targets use it. */
function toolchainBlock({ toolchains, targets }) {
    if (toolchains.length === 0) {
        return [];
    }
    const lines = toolchains.map((toolchain) => {
        const { id, compiler } = toolchain;
        const users = targets
            .filter((target) => target.toolchain === id)
            .map(({ target }) => markdownText(shownName(target)));
        return markdownRow([markdownCode(id), markdownText(compiler), describeSource(toolchain), users.join(", ")]);
    });
    return folded(counted(toolchains.length, "toolchain"), [
        markdownRow(["Toolchain", "Compiler", "Source", "Targets"]),
        markdownRow(["---", "---", "---", "---"]),
        ...lines,
    ]);
}

;// CONCATENATED MODULE: ./build/report/summary.js






const everything = {
    rows: "all",
    failures: true,
    logLines: Number.POSITIVE_INFINITY,
    outputLines: 5,
    notes: true,
    checksums: true,
    toolchains: true,
    artifacts: true,
};
/** What is left out of a summary that is too long, in this order. */
const cuts = [
    { what: "what the binaries printed", change: { outputLines: 0 } },
    { what: "all but the last 20 lines of each log", change: { logLines: 20 } },
    { what: "the artifacts", change: { artifacts: false } },
    { what: "the toolchains", change: { toolchains: false } },
    { what: "the checksums", change: { checksums: false } },
    { what: "the logs", change: { logLines: 0 } },
    { what: "the warnings and notes", change: { notes: false } },
    { what: "the rows of targets that passed", change: { rows: "failed" } },
    { what: "the reasons of the failures", change: { failures: false } },
    { what: "the table", change: { rows: "none" } },
];
/**
 * The whole run as GitHub-flavoured Markdown for the step's summary: a sentence, a table of the targets, the reason why
 * each failed, and the rest folded.
 * @param limitBytes The most bytes of the text as UTF-8. GitHub drops a summary above 1 MiB (2^20 bytes) altogether, so
 *   details are left out, in a fixed order, and the text says which.
 */
function describeSummary(result, limitBytes = 1_000_000) {
    let detail = everything;
    let body = describeBody(result, detail);
    let leftOut = [];
    for (const cut of cuts) {
        const text = withLeftOut(body, leftOut, limitBytes);
        if (utf8Bytes(text) <= limitBytes) {
            return text;
        }
        detail = { ...detail, ...cut.change };
        const shorter = describeBody(result, detail);
        leftOut = shorter === body ? leftOut : [...leftOut, cut.what];
        body = shorter;
    }
    const text = withLeftOut(body, leftOut, limitBytes);
    return utf8Bytes(text) <= limitBytes ? text : shortenedToBytes(body, limitBytes);
}
function withLeftOut(body, leftOut, limitBytes) {
    if (leftOut.length === 0) {
        return body;
    }
    return `${body}\nLeft out to stay within ${units_byteSize(limitBytes)}: ${listed(leftOut)}.\n`;
}
function describeBody(result, detail) {
    const blocks = [
        [describeTitle(result)],
        tableBlock(result, detail),
        detail.failures ? failureBlock(result, detail.logLines) : [],
        detail.notes ? notesBlock(result) : [],
        detail.outputLines > 0 ? outputBlock(result, detail.outputLines) : [],
        detail.checksums ? checksumBlock(result) : [],
        detail.artifacts ? artifactBlock(result) : [],
        detail.toolchains ? libraryBlock(result) : [],
        detail.toolchains ? toolchainBlock(result) : [],
        [describeCircumstances(result)],
    ];
    return `${blocks
        .filter((block) => block.length > 0)
        .map((block) => block.join("\n"))
        .join("\n\n")}\n`;
}
function describeTitle(result) {
    const mark = hasFailed(result) ? markdownMarks.bad : markdownMarks.good;
    return `### ${mark} ${markdownSentence(describeHeadline(result))}`;
}
const summary_titles = {
    target: "Target",
    binary: "Binary",
    cgo: "cgo",
    compiler: "Compiler",
    linkage: "Linkage",
    size: "Size",
    time: "Time",
    verify: "Verified",
    run: "Run",
    toolchain: "Toolchain",
};
function tableBlock(result, detail) {
    const { columns, rows } = describeTable(result);
    const shown = rows.filter(({ failed }) => detail.rows === "all" || (detail.rows === "failed" && failed));
    if (shown.length === 0) {
        return [];
    }
    // A single bar would have nothing to be compared with.
    const longest = rows.length > 1 ? Math.max(...rows.map(({ seconds }) => seconds)) : 0;
    return [
        markdownRow(columns.map((column) => summary_titles[column])),
        markdownRow(columns.map((column) => (column === "size" ? "--:" : "---"))),
        ...shown.map((row) => markdownRow(columns.map((column) => tableCell(row, column, longest)))),
    ];
}
function tableCell(row, column, longest) {
    const text = markdownCell(row.cells[column]);
    return column === "time" ? `${bar(row.seconds, longest)}${text}` : text;
}
function markdownCell(cell) {
    return cell
        .map(({ mark, text }) => `${mark === undefined ? "" : `${markdownMarks[mark]}\u00A0`}${glued(markdownSentence(text))}`)
        .join("<br>");
}
/** Keeps short texts on one line: GitHub would squeeze a table with many columns until each word has its own line. */
function glued(text) {
    return text
        .split(/(?<=:) | (?=\()/)
        .map((part) => (part.length <= 24 ? part.replaceAll(" ", "\u00A0") : part))
        .join(" ");
}
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
/**
 * A share of the longest time as a bar of at most six characters. Text takes the reader's own colours, dark or light, and
 * fits a phone, which a drawn chart with a label for every target does not.
 */
function bar(seconds, longest) {
    const parts = longest > 0 && seconds > 0 ? Math.max(1, Math.round((seconds / longest) * 48)) : 0;
    return parts === 0 ? "" : `${"█".repeat(Math.floor(parts / 8))}${eighths[parts % 8] ?? ""}\u00A0`;
}
function describeCircumstances({ tool, go, host, module, seconds }) {
    const parts = [
        `cgo-cross ${tool.version}`,
        go.version,
        `on ${host.os}/${host.arch}${host.distribution === undefined ? "" : `, ${host.distribution}`}`,
        `module ${module.path}`,
        duration(seconds),
    ];
    return `<sub>${parts.map(markdownText).join(" · ")}</sub>`;
}

;// CONCATENATED MODULE: ./build/report/terminal.js








/** Lines of a failed target's log, from its end: all of it has been printed already. Also of a stack trace, from its start. */
const terminal_logLines = 20;
/** A message is a sentence; what is longer than this is a program's output that got into it. */
const terminal_longestMessage = 2000;
/**
 * The same report as the summary for a terminal: a sentence, a table that fits the width, the reason why each target
 * failed, and where the files are. Every line is at most `columns` characters, except for paths, which are never broken.
 */
function describeTerminal(result, style) {
    const columns = Math.max(20, style.columns);
    const page = { columns, paint: style.colour ? coloured : terminal_plain };
    const blocks = [
        headlineBlock(result, page),
        terminal_tableBlock(describeTable(result), page),
        ...failedTargets(result).map((target) => terminal_failureBlock(target, page)),
        result.failures.flatMap((failure) => otherBlock(failure, page)),
        terminal_notesBlock(result, page),
        fileBlock(result),
    ];
    return blocks
        .filter((block) => block.length > 0)
        .flatMap((block, index) => (index === 0 ? block : ["", ...block]))
        .map((line) => line.trimEnd());
}
const formats = { good: "green", bad: "red", none: "dim", warning: "yellow", strong: "bold" };
/** Whether there may be colours has been decided by who asks for them, for the stream that it writes to. */
function coloured(text, tone) {
    return (0,external_node_util_.styleText)(formats[tone], text, { validateStream: false });
}
function terminal_plain(text) {
    return text;
}
const marks = { good: "✓", bad: "✗", none: "–" };
function headlineBlock(result, page) {
    const tone = hasFailed(result) ? "bad" : "good";
    return marked({ mark: marks[tone], tone, strong: true }, describeHeadline(result), page);
}
const terminal_titles = {
    target: "TARGET",
    binary: "BINARY",
    cgo: "CGO",
    compiler: "COMPILER",
    linkage: "LINKAGE",
    size: "SIZE",
    time: "TIME",
    verify: "VERIFIED",
    run: "RUN",
    toolchain: "TOOLCHAIN",
};
/** What is shortened or left out, in this order, where a table is too wide. The target always stays. */
const savings = [
    { column: "cgo", change: "short" },
    { column: "run", change: "short" },
    { column: "linkage", change: "short" },
    { column: "target", change: "short" },
    { column: "compiler", change: "out" },
    { column: "toolchain", change: "out" },
    { column: "cgo", change: "out" },
    { column: "linkage", change: "out" },
    { column: "time", change: "out" },
    { column: "run", change: "out" },
    { column: "size", change: "out" },
    { column: "binary", change: "out" },
    { column: "verify", change: "out" },
];
const gap = "  ";
function terminal_tableBlock(table, { columns, paint }) {
    if (table.rows.length === 0) {
        return [];
    }
    const shown = fittingColumns(table, columns);
    const header = shown.map((column) => aligned(terminal_titles[column.name], column)).join(gap);
    return [paint(header, "none"), ...table.rows.flatMap((row) => rowLines(row, shown, paint))];
}
function fittingColumns(table, columns) {
    let shown = table.columns.map((name) => shownColumn(table, name, false));
    for (const { column, change } of savings) {
        const total = shown.reduce((sum, each) => sum + each.width, gap.length * (shown.length - 1));
        if (total <= columns) {
            return shown;
        }
        shown = shown.flatMap((each) => {
            if (each.name !== column) {
                return [each];
            }
            return change === "out" ? [] : [shownColumn(table, column, true)];
        });
    }
    return shown.map((column) => ({ ...column, width: Math.min(column.width, columns) }));
}
function shownColumn({ rows }, name, short) {
    const texts = rows.flatMap((row) => row.cells[name].map((line) => cellText(line, short)));
    return { name, short, width: Math.max(terminal_titles[name].length, ...texts.map(terminal_width)) };
}
function rowLines(row, shown, paint) {
    const height = Math.max(...shown.map(({ name }) => row.cells[name].length));
    return Array.from({ length: height }, (_, index) => shown.map((column) => paintedCell(row.cells[column.name][index], column, paint)).join(gap));
}
function paintedCell(line, column, paint) {
    if (line === undefined) {
        return " ".repeat(column.width);
    }
    const { mark } = line;
    const text = aligned(cellText(line, column.short), column);
    return mark === undefined ? text : text.replace(marks[mark], (character) => paint(character, mark));
}
function cellText({ mark, text, short }, isShort) {
    const words = isShort ? short : text;
    return mark === undefined ? words : `${marks[mark]} ${words}`;
}
function aligned(text, { name, width: space }) {
    const fitting = terminal_width(text) > space ? `${[...text].slice(0, space - 1).join("")}…` : text;
    const padding = " ".repeat(space - terminal_width(fitting));
    return name === "size" || name === "time" ? padding + fitting : fitting + padding;
}
function terminal_width(text) {
    return [...text].length;
}
function terminal_failureBlock(target, page) {
    const { failure } = target;
    const space = page.columns - indentation;
    const log = plainLines(failure.log)
        .slice(-terminal_logLines)
        .flatMap((line) => chopped(line, space));
    const message = wrapped(shortened(failure.message, terminal_longestMessage), space);
    const [request = [], ...stack] = faultParagraphs(failure, space);
    return [
        ...marked({ mark: marks.bad, tone: "bad", strong: true }, describeFailureTitle(target), page),
        ...indented([[...message, ...request], ...stack, log], page),
    ];
}
function otherBlock(failure, page) {
    return [
        ...marked({ mark: marks.bad, tone: "bad" }, failure.message, page),
        ...indented(faultParagraphs(failure, page.columns - indentation), page),
    ];
}
/** The request for a report, and the stack trace; nothing for what the user can mend. */
function faultParagraphs(failure, space) {
    const stack = stackLines(failure, terminal_logLines).flatMap((line) => chopped(line, space));
    return failure.stack === undefined ? [] : [wrapped(reportRequest, space), stack];
}
const indentation = "  │ ".length;
function indented(paragraphs, { paint }) {
    return paragraphs
        .filter((paragraph) => paragraph.length > 0)
        .flatMap((paragraph, index) => (index === 0 ? paragraph : ["", ...paragraph]))
        .map((line) => `  ${paint("│", "none")} ${line}`);
}
function terminal_notesBlock(result, page) {
    const warnings = result.warnings.map((warning) => ["warning", `warning: ${warning}`]);
    const notes = describeNotes(result).map(({ targets, text }) => ["none", `${targets.join(", ")}: ${text}`]);
    return [...warnings, ...notes].flatMap(([tone, text]) => marked({ mark: "!", tone }, text, page));
}
/** A text after a mark, with its further lines aligned under the first. */
function marked({ mark, tone, strong }, text, { columns, paint }) {
    return wrapped(text, columns - 2).map((line, index) => {
        const words = strong ? paint(line, "strong") : line;
        return `${index === 0 ? paint(mark, tone) : " "} ${words}`;
    });
}
function fileBlock(result) {
    const built = result.targets.some(({ outcome }) => outcome.kind === "passed" && outcome.binaries.length > 0);
    const { artifacts } = result;
    const uploaded = units_byteSize(artifacts.reduce((sum, { bytes }) => sum + bytes, 0));
    const lines = [
        ["files", built ? result.outDir : undefined],
        ["checksums", result.checksums],
        ["manifest", result.manifest],
        ["artifacts", artifacts.length > 0 ? `${artifacts.length}, ${uploaded}` : undefined],
    ];
    return lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(9)}  ${format_plainText(value)}`]));
}
/** A text as lines of at most `columns` characters, broken between words where possible. */
function wrapped(text, columns) {
    const lines = [];
    let line = "";
    for (const word of format_plainText(text).split(" ")) {
        const longer = line === "" ? word : `${line} ${word}`;
        if (terminal_width(longer) <= columns) {
            line = longer;
            continue;
        }
        const pieces = chopped(word, columns);
        lines.push(...(line === "" ? [] : [line]), ...pieces.slice(0, -1));
        line = pieces.at(-1) ?? "";
    }
    // The runner takes a line that begins with `::`, spaces aside, as a command, and this text comes from outside.
    return [...lines, line].map((each) => each.replace(/^::/, "∷"));
}
/** A text in pieces of at most `columns` characters; nothing is lost. */
function chopped(text, columns) {
    const characters = [...text];
    const count = Math.max(1, Math.ceil(characters.length / columns));
    return Array.from({ length: count }, (_, index) => characters.slice(index * columns, (index + 1) * columns).join(""));
}

;// CONCATENATED MODULE: ./build/report/index.js
/** Results → summary, annotations, outputs, manifest and log. */








// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(51455);
;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./build/archives/retries.js

const mirrorRetryPolicy = { stallSeconds: 20, attempts: 4, pauseSeconds: 1 };
/** Fewer bytes than this in `stallSeconds` count as a stall. */
const stallBytes = 16_384;
const pollMilliseconds = 100;
/** Runs a transfer, and stops it where it stalls for `stallSeconds`. Throws what `start` and `measure` throw. */
async function watch({ start, measure, stallSeconds }) {
    const stop = new AbortController();
    let mark = { bytes: await measure(), at: performance.now() };
    const running = start(stop.signal);
    for (;;) {
        const completed = await Promise.race([running, (0,external_node_timers_promises_namespaceObject.setTimeout)(pollMilliseconds, undefined)]);
        const bytes = await measure();
        if (completed !== undefined) {
            return { completed, stalled: stop.signal.aborted };
        }
        // Fewer bytes than before are progress, too: the server could not resume and has started again.
        if (Math.abs(bytes - mark.bytes) >= stallBytes) {
            mark = { bytes, at: performance.now() };
        }
        if (performance.now() - mark.at > stallSeconds * 1000) {
            stop.abort();
        }
    }
}
/** Waits before an attempt, the second or a later one. */
function pauseBefore(attempt, { pauseSeconds }) {
    return (0,external_node_timers_promises_namespaceObject.setTimeout)(pauseSeconds * 1000 * 3 ** (attempt - 2));
}

;// CONCATENATED MODULE: ./build/archives/apt/configuration.js

/**
 * The private apt.conf. APT_CONFIG is read before all else, so naming no other file here keeps the host's hooks, locks
 * and preferences out; its settings for fetching (proxies, certificates, timeouts) are taken over.
 * @param settings The lines of the host's `apt-config dump`.
 */
function makeConfiguration(settings, { directory, architecture, contents }) {
    const quote = (path) => `"${path}"`;
    return [
        // After so long without an answer the next mirror is asked where there are several; retries.ts stops the others.
        'Acquire::http::Timeout "10";',
        'Acquire::https::Timeout "10";',
        ...settings.filter(isAboutFetching),
        'Dir::Etc::parts "/dev/null";',
        'Dir::Etc::main "/dev/null";',
        'Dir::Etc::sourcelist "/dev/null";',
        `Dir::Etc::sourceparts ${quote((0,external_node_path_.join)(directory, "sources"))};`,
        `Dir::Etc::preferences ${quote((0,external_node_path_.join)(directory, "preferences"))};`,
        'Dir::Etc::preferencesparts "/dev/null";',
        `Dir::State ${quote((0,external_node_path_.join)(directory, "state"))};`,
        `Dir::State::status ${quote((0,external_node_path_.join)(directory, "status"))};`,
        `Dir::Cache ${quote((0,external_node_path_.join)(directory, "cache"))};`,
        // apt would hand downloads to a user who cannot write here.
        'APT::Sandbox::User "root";',
        'Acquire::Languages "none";',
        'Acquire::ForceHash "sha256";',
        // Unpacking xz takes a core longer than a mirror takes for the quarter more that gzip needs.
        'Acquire::CompressionTypes::Order:: "gz";',
        // A second copy of the cache, for when the status changes; it never does.
        'Dir::Cache::srcpkgcache "";',
        // Attempts are counted in one place, which also stops what hangs: retries.ts.
        'Acquire::Retries "0";',
        ...(architecture === undefined
            ? []
            : [`APT::Architecture "${architecture}";`, `APT::Architectures { "${architecture}"; };`]),
        ...(contents ? contentsTargets(architecture ?? "") : []),
        "",
    ].join("\n");
}
/**
 * The signed index of which package holds which file. Debian has one for each component, Ubuntu one for all. The
 * architecture stands in full, since apt would fetch the four times larger one of `all` too.
 * Source: apt's acquire-additional-files.md.
 */
function contentsTargets(architecture) {
    const target = (name, key, more) => `Acquire::IndexTargets::deb::${name} { MetaKey "${key}"; flatMetaKey "Contents-${architecture}"; ` +
        `ShortDescription "Contents"; Description "$(RELEASE) Contents"; flatDescription "$(RELEASE) Contents"; ` +
        `PDiffs "false"; KeepCompressed "true"; KeepCompressedAs "gz"; DefaultEnabled "true"; ${more} };`;
    return [
        target("Contents-deb", `$(COMPONENT)/Contents-${architecture}`, 'Identifier "Contents-deb";'),
        target("Contents-deb-legacy", `Contents-${architecture}`, 'Identifier "Contents-deb"; Fallback-Of "Contents-deb";'),
    ];
}
function isAboutFetching(line) {
    return (/^Acquire::(http|https|ftp|Check-|Retries|ForceIPv|Queue|Max-|Min-|Send-URI)/i.test(line) &&
        !/allow|insecure|verify-peer "false"|verify-host "false"/i.test(line));
}
/**
 * A source may look like the distribution's and be a third party's: the distribution's own packages, by the name in its
 * signed indexes (`Origin: Debian`), come before any other of the same name, whatever its version.
 */
function makePreferences({ id }) {
    return `Package: *\nPin: release o=${id.charAt(0).toUpperCase()}${id.slice(1)}\nPin-Priority: 990\n`;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __nccwpck_require__(38522);
;// CONCATENATED MODULE: ./build/archives/apt/contents.js






/**
 * The packages that hold files, from the Contents indexes that apt has fetched. A line of them is a path without its
 * leading slash, spaces, and `section/package` separated by commas; see "Contents indices" in Debian's RepositoryFormat.
 * @param lists The directory of apt's indexes.
 * @throws UserError where there is no such index.
 */
async function findOwners(lists, paths) {
    const files = (await (0,promises_.readdir)(lists)).filter((name) => /_Contents-[a-z0-9]+(\.gz)?$/.test(name));
    if (files.length === 0) {
        throw new errors_UserError("the archive has no index of which package holds which file");
    }
    const asked = new Set(paths);
    // Searched by the last part of the path, which is rarer than its beginning.
    const endings = [...new Set(paths.map((path) => `${path.split("/").at(-1) ?? path} `))];
    const found = new Map();
    for (const name of files) {
        await eachBlock((0,external_node_path_.join)(lists, name), (block) => {
            for (const ending of endings) {
                for (let at = block.indexOf(ending); at >= 0; at = block.indexOf(ending, at + 1)) {
                    const line = block.slice(block.lastIndexOf("\n", at) + 1, block.indexOf("\n", at));
                    const path = line.slice(0, line.search(/\s/));
                    if (asked.has(path)) {
                        const owners = line.slice(path.length).trim().split(",");
                        const known = found.get(path) ?? new Set();
                        found.set(path, known);
                        owners.forEach((owner) => void known.add(owner.split("/").at(-1) ?? owner));
                    }
                }
            }
        });
    }
    return new Map([...found].map(([path, owners]) => [path, [...owners].sort()]));
}
/** Reads a text file, compressed or not, in blocks of whole lines. Latin-1, since paths are bytes. */
async function eachBlock(file, onBlock) {
    let rest = "";
    const read = async (pieces) => {
        for await (const piece of pieces) {
            const text = rest + piece.toString("latin1");
            const end = text.lastIndexOf("\n") + 1;
            onBlock(text.slice(0, end));
            rest = text.slice(end);
        }
        onBlock(`${rest}\n`);
    };
    const source = (0,external_node_fs_.createReadStream)(file, { highWaterMark: 1 << 20 });
    await (file.endsWith(".gz") ? (0,external_node_stream_promises_namespaceObject.pipeline)(source, (0,external_node_zlib_.createGunzip)({ chunkSize: 1 << 20 }), read) : (0,external_node_stream_promises_namespaceObject.pipeline)(source, read));
}

;// CONCATENATED MODULE: ./build/archives/apt/deb-files.js


/** Unpacks a .deb into a directory. Runs none of its scripts. Throws where dpkg-deb cannot read or write something. */
async function unpackDeb(host, file, into) {
    const done = await host.processes.run({ file: "dpkg-deb", args: ["--extract", file, into] });
    if (done.exitCode !== 0) {
        throw new errors_UserError(`${(0,external_node_path_.basename)(file)} could not be unpacked: ${done.stderr.trim()}`);
    }
}
/**
 * The paths of the regular files in a .deb, without a leading slash, from its list of checksums, which takes a hundredth
 * of the time that listing the archive would take. Source: deb-md5sums(5).
 */
async function listDebFiles(host, file) {
    // A package need not have the list: dpkg-deb then prints nothing and fails.
    const listed = await host.processes.run({ file: "dpkg-deb", args: ["--info", file, "md5sums"] });
    return listed.stdout.split("\n").flatMap((line) => {
        const path = line.replace(/^\S+\s+/, "");
        return path === "" ? [] : [path];
    });
}

;// CONCATENATED MODULE: ./build/host/exists.js

/** Whether there is something at a path, followed through links. Never throws. */
function exists(path) {
    return (0,promises_.access)(path).then(() => true, () => false);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
;// CONCATENATED MODULE: ./build/host/hash.js


/** The SHA-256 of a file, in hex, read in pieces. Throws where the file cannot be read. */
async function hashFile(file) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    for await (const piece of (0,external_node_fs_.createReadStream)(file, { highWaterMark: 1 << 20 })) {
        hash.update(piece);
    }
    return hash.digest("hex");
}
/** The first 16 hex digits of a text's SHA-256: enough to tell directories and cache keys apart by their names. */
function shortHash(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex").slice(0, 16);
}

// EXTERNAL MODULE: external "node:async_hooks"
var external_node_async_hooks_ = __nccwpck_require__(16698);
// EXTERNAL MODULE: ./node_modules/eventemitter3/index.js
var eventemitter3 = __nccwpck_require__(22415);
;// CONCATENATED MODULE: ./node_modules/eventemitter3/index.mjs



/* harmony default export */ const node_modules_eventemitter3 = ((/* unused pure expression or super */ null && (EventEmitter)));

;// CONCATENATED MODULE: ./node_modules/p-timeout/index.js
class TimeoutError extends Error {
	name = 'TimeoutError';

	constructor(message, options) {
		super(message, options);
		Error.captureStackTrace?.(this, TimeoutError);
	}
}

const getAbortedReason = signal => signal.reason ?? new DOMException('This operation was aborted.', 'AbortError');

function pTimeout(promise, options) {
	const {
		milliseconds,
		fallback,
		message,
		customTimers = {setTimeout, clearTimeout},
		signal,
	} = options;

	let timer;
	let abortHandler;

	const wrappedPromise = new Promise((resolve, reject) => {
		if (typeof milliseconds !== 'number' || Math.sign(milliseconds) !== 1) {
			throw new TypeError(`Expected \`milliseconds\` to be a positive number, got \`${milliseconds}\``);
		}

		if (signal?.aborted) {
			reject(getAbortedReason(signal));
			// The input still needs a rejection handler even though cancellation won.
			// eslint-disable-next-line promise/prefer-await-to-then, promise/prefer-catch
			promise.then(resolve, reject);
			return;
		}

		if (signal) {
			abortHandler = () => {
				reject(getAbortedReason(signal));
			};

			signal.addEventListener('abort', abortHandler, {once: true});
		}

		// Use .then() instead of async IIFE to preserve stack traces
		// eslint-disable-next-line promise/prefer-await-to-then, promise/prefer-catch
		promise.then(resolve, reject);

		if (milliseconds === Number.POSITIVE_INFINITY) {
			return;
		}

		// We create the error outside of `setTimeout` to preserve the stack trace.
		const timeoutError = new TimeoutError();

		// `.call(undefined, ...)` is needed for custom timers to avoid context issues
		timer = customTimers.setTimeout.call(undefined, () => {
			if (fallback) {
				try {
					resolve(fallback());
				} catch (error) {
					reject(error);
				}

				return;
			}

			if (typeof promise.cancel === 'function') {
				promise.cancel();
			}

			if (message === false) {
				resolve();
			} else if (message instanceof Error) {
				reject(message);
			} else {
				timeoutError.message = message ?? `Promise timed out after ${milliseconds} milliseconds`;
				reject(timeoutError);
			}
		}, milliseconds);
	});

	// eslint-disable-next-line promise/prefer-await-to-then
	const cancelablePromise = wrappedPromise.finally(() => {
		cancelablePromise.clear();
		if (abortHandler && signal) {
			signal.removeEventListener('abort', abortHandler);
		}
	});

	cancelablePromise.clear = () => {
		// `.call(undefined, ...)` is needed for custom timers to avoid context issues
		customTimers.clearTimeout.call(undefined, timer);
		timer = undefined;
	};

	return cancelablePromise;
}

;// CONCATENATED MODULE: ./node_modules/p-queue/dist/lower-bound.js
// Port of lower_bound from https://en.cppreference.com/w/cpp/algorithm/lower_bound
// Used to compute insertion index to keep queue sorted after insertion
function lowerBound(array, value, comparator) {
    let first = 0;
    let count = array.length;
    while (count > 0) {
        const step = Math.trunc(count / 2);
        let it = first + step;
        if (comparator(array[it], value) <= 0) {
            first = ++it;
            count -= step + 1;
        }
        else {
            count = step;
        }
    }
    return first;
}

;// CONCATENATED MODULE: ./node_modules/p-queue/dist/priority-queue.js

const compactionThreshold = 100;
class PriorityQueue {
    #queue = [];
    // The queue is stored as a sorted array, but dequeued items are left before `#head` until compaction. Only items from `#head` onward are live, which keeps repeated dequeues amortized O(1).
    #head = 0;
    enqueue(run, options) {
        const { priority = 0, id, } = options ?? {};
        const { size } = this;
        const element = {
            priority,
            id,
            run,
        };
        if (size === 0) {
            // When the queue is logically empty, discard any consumed prefix before accepting new work.
            this.#queue.length = 0;
            this.#head = 0;
            this.#queue.push(element);
            return;
        }
        if (this.#queue.at(-1).priority >= priority) {
            // Same-priority and lower-priority items belong after the current tail. Appending preserves FIFO order for equal priorities.
            this.#queue.push(element);
            return;
        }
        // Binary insertion must run on the live sorted range only.
        this.#compact();
        const index = lowerBound(this.#queue, element, (a, b) => b.priority - a.priority);
        this.#queue.splice(index, 0, element);
    }
    setPriority(id, priority) {
        // A dequeued item with the same id is no longer part of the queue.
        const index = this.#queue.findIndex((element, index) => index >= this.#head && element.id === id);
        if (index === -1) {
            throw new ReferenceError(`No promise function with the id "${id}" exists in the queue.`);
        }
        const [item] = this.#queue.splice(index, 1);
        this.enqueue(item.run, { priority, id });
    }
    remove(idOrRun) {
        const index = this.#queue.findIndex((element, index) => {
            // The consumed prefix may still contain references that should not be removable.
            if (index < this.#head) {
                return false;
            }
            if (typeof idOrRun === 'string') {
                return element.id === idOrRun;
            }
            return element.run === idOrRun;
        });
        if (index !== -1) {
            this.#queue.splice(index, 1);
        }
    }
    dequeue() {
        if (this.#head === this.#queue.length) {
            return undefined;
        }
        const item = this.#queue[this.#head];
        this.#head++;
        if (this.#head === this.#queue.length) {
            // Fully drained queues are reset immediately so the next enqueue starts from a clean array.
            this.#queue.length = 0;
            this.#head = 0;
        }
        else if (this.#head > compactionThreshold && this.#head > this.#queue.length / 2) {
            // Keep repeated dequeues cheap, but stop the consumed prefix from growing without bound.
            this.#compact();
        }
        return item?.run;
    }
    filter(options) {
        const result = [];
        for (let index = this.#head; index < this.#queue.length; index++) {
            const element = this.#queue[index];
            if (element.priority === options.priority) {
                result.push(element.run);
            }
        }
        return result;
    }
    get size() {
        return this.#queue.length - this.#head;
    }
    #compact() {
        // Compaction restores the invariant that the whole array is the live sorted range.
        if (this.#head === 0) {
            return;
        }
        this.#queue.splice(0, this.#head);
        this.#head = 0;
    }
}

;// CONCATENATED MODULE: ./node_modules/p-queue/dist/index.js



/**
Promise queue with concurrency control.
*/
class PQueue extends eventemitter3 {
    #carryoverIntervalCount;
    #isIntervalIgnored;
    #intervalCount = 0;
    #intervalCap;
    #rateLimitedInInterval = false;
    #rateLimitFlushScheduled = false;
    #interval;
    /*
    Timestamp when the current interval window ends. Kept accurate at every window transition: `#initializeIntervalIfNeeded` sets it when a window starts and `#onInterval` advances it as the recurring timer rolls into each new window. This is the source of truth for whether a task added after the queue goes idle belongs to a fresh window, so it must not go stale.
    */
    #intervalEnd = 0;
    // Recurring timer that drives windows while the queue is actively processing. Absent (`undefined`) once the queue goes idle.
    #intervalId;
    // One-shot timer used while idle to resume at the next window boundary, since `#intervalId` is cleared when idle.
    #timeoutId;
    #strict;
    // Circular buffer implementation for better performance
    #strictTicks = [];
    #strictTicksStartIndex = 0;
    #queue;
    #queueClass;
    #pending = 0;
    // The `!` is needed because of https://github.com/microsoft/TypeScript/issues/32194
    #concurrency;
    #isPaused;
    // Use to assign a unique identifier to a promise function, if not explicitly specified
    #idAssigner = 1n;
    // Track currently running tasks for debugging
    #runningTasks = new Map();
    #queueAbortListenerCleanupFunctions = new Set();
    /**
    Get or set the default timeout for all tasks. Can be changed at runtime.

    Operations will throw a `TimeoutError` if they don't complete within the specified time.

    The timeout begins when the operation is dequeued and starts execution, not while it's waiting in the queue.

    @example
    ```
    const queue = new PQueue({timeout: 5000});

    // Change timeout for all future tasks
    queue.timeout = 10000;
    ```
    */
    timeout;
    constructor(options) {
        super();
        // eslint-disable-next-line @typescript-eslint/consistent-type-assertions
        options = {
            carryoverIntervalCount: false,
            intervalCap: Number.POSITIVE_INFINITY,
            interval: 0,
            concurrency: Number.POSITIVE_INFINITY,
            autoStart: true,
            queueClass: PriorityQueue,
            strict: false,
            ...options,
        };
        if (!(typeof options.intervalCap === 'number' && options.intervalCap >= 1)) {
            throw new TypeError(`Expected \`intervalCap\` to be a number from 1 and up, got \`${options.intervalCap?.toString() ?? ''}\` (${typeof options.intervalCap})`);
        }
        if (options.interval === undefined || !(Number.isFinite(options.interval) && options.interval >= 0)) {
            throw new TypeError(`Expected \`interval\` to be a finite number >= 0, got \`${options.interval?.toString() ?? ''}\` (${typeof options.interval})`);
        }
        if (options.strict && options.interval === 0) {
            throw new TypeError('The `strict` option requires a non-zero `interval`');
        }
        if (options.strict && options.intervalCap === Number.POSITIVE_INFINITY) {
            throw new TypeError('The `strict` option requires a finite `intervalCap`');
        }
        // TODO: Remove this fallback in the next major version
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        this.#carryoverIntervalCount = options.carryoverIntervalCount ?? options.carryoverConcurrencyCount ?? false;
        this.#isIntervalIgnored = options.intervalCap === Number.POSITIVE_INFINITY || options.interval === 0;
        this.#intervalCap = options.intervalCap;
        this.#interval = options.interval;
        this.#strict = options.strict;
        this.#queue = new options.queueClass();
        this.#queueClass = options.queueClass;
        this.concurrency = options.concurrency;
        if (options.timeout !== undefined && !(Number.isFinite(options.timeout) && options.timeout > 0)) {
            throw new TypeError(`Expected \`timeout\` to be a positive finite number, got \`${options.timeout}\` (${typeof options.timeout})`);
        }
        this.timeout = options.timeout;
        this.#isPaused = options.autoStart === false;
        this.#setupRateLimitTracking();
    }
    #cleanupStrictTicks(now) {
        // Remove ticks outside the current interval window using circular buffer approach
        while (this.#strictTicksStartIndex < this.#strictTicks.length) {
            const oldestTick = this.#strictTicks[this.#strictTicksStartIndex];
            if (oldestTick !== undefined && now - oldestTick >= this.#interval) {
                this.#strictTicksStartIndex++;
            }
            else {
                break;
            }
        }
        // Compact the array when it becomes inefficient or fully consumed
        // Compact when: (start index is large AND more than half wasted) OR all ticks expired
        const shouldCompact = (this.#strictTicksStartIndex > 100 && this.#strictTicksStartIndex > this.#strictTicks.length / 2)
            || this.#strictTicksStartIndex === this.#strictTicks.length;
        if (shouldCompact) {
            this.#strictTicks = this.#strictTicks.slice(this.#strictTicksStartIndex);
            this.#strictTicksStartIndex = 0;
        }
    }
    // Helper methods for interval consumption
    #consumeIntervalSlot(now) {
        if (this.#strict) {
            this.#strictTicks.push(now);
        }
        else {
            this.#intervalCount++;
        }
    }
    #rollbackIntervalSlot() {
        if (this.#strict) {
            // Pop from the end of the actual data (not from start index)
            if (this.#strictTicks.length > this.#strictTicksStartIndex) {
                this.#strictTicks.pop();
            }
        }
        else if (this.#intervalCount > 0) {
            this.#intervalCount--;
        }
    }
    #getActiveTicksCount() {
        return this.#strictTicks.length - this.#strictTicksStartIndex;
    }
    get #doesIntervalAllowAnother() {
        if (this.#isIntervalIgnored) {
            return true;
        }
        if (this.#strict) {
            // Cleanup already done by #isIntervalPausedAt before this is called
            return this.#getActiveTicksCount() < this.#intervalCap;
        }
        return this.#intervalCount < this.#intervalCap;
    }
    get #doesConcurrentAllowAnother() {
        return this.#pending < this.#concurrency;
    }
    #next() {
        this.#pending--;
        if (this.#pending === 0) {
            this.emit('pendingZero');
        }
        this.#tryToStartAnother();
        this.emit('next');
    }
    #onResumeInterval() {
        // Clear timeout ID before processing to prevent race condition
        // Must clear before #onInterval to allow new timeouts to be scheduled
        this.#timeoutId = undefined;
        this.#onInterval();
        this.#initializeIntervalIfNeeded();
    }
    #isIntervalPausedAt(now) {
        // Strict mode: check if we need to wait for oldest tick to age out
        if (this.#strict) {
            this.#cleanupStrictTicks(now);
            // If at capacity, need to wait for oldest tick to age out
            const activeTicksCount = this.#getActiveTicksCount();
            if (activeTicksCount >= this.#intervalCap) {
                const oldestTick = this.#strictTicks[this.#strictTicksStartIndex];
                // After cleanup, remaining ticks are within interval, so delay is always > 0
                const delay = this.#interval - (now - oldestTick);
                this.#createIntervalTimeout(delay);
                return true;
            }
            return false;
        }
        // Fixed window mode. While the recurring timer runs it already governs the windows, so pausing is only decided here when the queue is idle (the timer is absent) and we rely on `#intervalEnd`.
        if (this.#intervalId === undefined) {
            const delay = this.#intervalEnd - now;
            if (delay < 0) {
                // The interval expired while idle, so reset the count for the new window.
                this.#intervalCount = this.#carryoverIntervalCount ? this.#pending : 0;
            }
            else {
                // Still inside the previous window; wait out the remaining time before starting the next task.
                this.#createIntervalTimeout(delay);
                return true;
            }
        }
        return false;
    }
    #createIntervalTimeout(delay) {
        if (this.#timeoutId !== undefined) {
            return;
        }
        this.#timeoutId = setTimeout(() => {
            this.#onResumeInterval();
        }, delay);
    }
    #clearIntervalTimer() {
        if (this.#intervalId) {
            clearInterval(this.#intervalId);
            this.#intervalId = undefined;
        }
    }
    #clearTimeoutTimer() {
        if (this.#timeoutId) {
            clearTimeout(this.#timeoutId);
            this.#timeoutId = undefined;
        }
    }
    #tryToStartAnother() {
        if (this.#queue.size === 0) {
            // We can clear the interval ("pause")
            // Because we can redo it later ("resume")
            this.#clearIntervalTimer();
            this.emit('empty');
            if (this.#pending === 0) {
                // Clear timeout as well when completely idle
                this.#clearTimeoutTimer();
                // Compact strict ticks when idle to free memory
                if (this.#strict && this.#strictTicksStartIndex > 0) {
                    const now = Date.now();
                    this.#cleanupStrictTicks(now);
                }
                this.emit('idle');
            }
            return false;
        }
        let taskStarted = false;
        if (!this.#isPaused) {
            const now = Date.now();
            const canInitializeInterval = !this.#isIntervalPausedAt(now);
            if (this.#doesIntervalAllowAnother && this.#doesConcurrentAllowAnother) {
                const job = this.#queue.dequeue();
                if (!this.#isIntervalIgnored) {
                    this.#consumeIntervalSlot(now);
                    this.#scheduleRateLimitUpdate();
                }
                if (canInitializeInterval) {
                    this.#initializeIntervalIfNeeded();
                }
                // The task is started before the event, so that a listener which enqueues more work sees the
                // concurrency slot already taken. Emitting first let a listener start a second task past the limit.
                job();
                this.emit('active');
                taskStarted = true;
            }
        }
        return taskStarted;
    }
    #initializeIntervalIfNeeded() {
        if (this.#isIntervalIgnored || this.#intervalId !== undefined) {
            return;
        }
        // Strict mode uses timeouts instead of interval timers
        if (this.#strict) {
            return;
        }
        this.#intervalId = setInterval(() => {
            this.#onInterval();
        }, this.#interval);
        this.#intervalEnd = Date.now() + this.#interval;
    }
    #onInterval() {
        // Non-strict mode uses interval timers and intervalCount
        if (!this.#strict) {
            // Only touch the recurring interval timer here. When resumed via a timeout instead, `#intervalId` is undefined and `#initializeIntervalIfNeeded` sets `#intervalEnd` right after.
            if (this.#intervalId !== undefined) {
                if (this.#intervalCount === 0 && this.#pending === 0) {
                    this.#clearIntervalTimer();
                }
                else {
                    // The recurring timer fired, starting a new window. Keep the boundary accurate so tasks added after the queue later goes idle are scheduled against the correct window.
                    this.#intervalEnd = Date.now() + this.#interval;
                }
            }
            this.#intervalCount = this.#carryoverIntervalCount ? this.#pending : 0;
        }
        this.#processQueue();
        this.#scheduleRateLimitUpdate();
    }
    /**
    Executes all queued functions until it reaches the limit.
    */
    #processQueue() {
        // eslint-disable-next-line no-empty
        while (this.#tryToStartAnother()) { }
    }
    get concurrency() {
        return this.#concurrency;
    }
    set concurrency(newConcurrency) {
        if (!(typeof newConcurrency === 'number' && newConcurrency >= 1)) {
            throw new TypeError(`Expected \`concurrency\` to be a number from 1 and up, got \`${newConcurrency}\` (${typeof newConcurrency})`);
        }
        this.#concurrency = newConcurrency;
        this.#processQueue();
    }
    /**
    Updates the priority of a promise function by its id, affecting its execution order. Requires a defined concurrency limit to take effect.

    For example, this can be used to prioritize a promise function to run earlier.

    ```js
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 1});

    queue.add(async () => '🦄', {priority: 1});
    queue.add(async () => '🦀', {priority: 0, id: '🦀'});
    queue.add(async () => '🦄', {priority: 1});
    queue.add(async () => '🦄', {priority: 1});

    queue.setPriority('🦀', 2);
    ```

    In this case, the promise function with `id: '🦀'` runs second.

    You can also deprioritize a promise function to delay its execution:

    ```js
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 1});

    queue.add(async () => '🦄', {priority: 1});
    queue.add(async () => '🦀', {priority: 1, id: '🦀'});
    queue.add(async () => '🦄');
    queue.add(async () => '🦄', {priority: 0});

    queue.setPriority('🦀', -1);
    ```
    Here, the promise function with `id: '🦀'` executes last.
    */
    setPriority(id, priority) {
        if (typeof priority !== 'number' || !Number.isFinite(priority)) {
            throw new TypeError(`Expected \`priority\` to be a finite number, got \`${priority}\` (${typeof priority})`);
        }
        this.#queue.setPriority(id, priority);
    }
    async add(function_, options = {}) {
        // Create a copy to avoid mutating the original options object
        options = {
            timeout: this.timeout,
            ...options,
            // Assign unique ID if not provided
            id: options.id ?? (this.#idAssigner++).toString(),
        };
        if (options.timeout !== undefined && !(Number.isFinite(options.timeout) && options.timeout > 0)) {
            throw new TypeError(`Expected \`timeout\` to be a positive finite number, got \`${options.timeout}\` (${typeof options.timeout})`);
        }
        return new Promise((resolve, reject) => {
            // Create a unique symbol for tracking this task
            const taskSymbol = Symbol(`task-${options.id}`);
            let cleanupQueueAbortHandler = () => undefined;
            const run = async () => {
                // Task is now running — remove the queued-state abort listener
                cleanupQueueAbortHandler();
                this.#pending++;
                // Track this running task
                this.#runningTasks.set(taskSymbol, {
                    id: options.id,
                    priority: options.priority ?? 0, // Match priority-queue default
                    startTime: Date.now(),
                    timeout: options.timeout,
                });
                let eventListener;
                try {
                    // Check abort signal - if aborted, need to decrement the counter
                    // that was incremented in tryToStartAnother
                    try {
                        options.signal?.throwIfAborted();
                    }
                    catch (error) {
                        this.#rollbackIntervalConsumption();
                        // Clean up tracking before throwing
                        this.#runningTasks.delete(taskSymbol);
                        throw error;
                    }
                    let operation = function_({ signal: options.signal });
                    if (options.timeout !== undefined) {
                        operation = pTimeout(Promise.resolve(operation), {
                            milliseconds: options.timeout,
                            message: `Task timed out after ${options.timeout}ms (queue has ${this.#pending} running, ${this.#queue.size} waiting)`,
                        });
                    }
                    if (options.signal) {
                        const { signal } = options;
                        operation = Promise.race([operation, new Promise((_resolve, reject) => {
                                eventListener = () => {
                                    reject(signal.reason);
                                };
                                signal.addEventListener('abort', eventListener, { once: true });
                                // The task can abort the signal while it starts, before this listener exists, and an `AbortSignal` does not fire the event again.
                                if (signal.aborted) {
                                    eventListener();
                                }
                            })]);
                    }
                    const result = await operation;
                    resolve(result);
                    this.emit('completed', result);
                }
                catch (error) {
                    reject(error);
                    this.emit('error', error);
                }
                finally {
                    // Clean up abort event listener
                    if (eventListener) {
                        options.signal?.removeEventListener('abort', eventListener);
                    }
                    // Remove from running tasks
                    this.#runningTasks.delete(taskSymbol);
                    // Use queueMicrotask to prevent deep recursion while maintaining timing
                    queueMicrotask(() => {
                        this.#next();
                    });
                }
            };
            this.#queue.enqueue(run, options);
            const removeQueuedTask = () => {
                if (this.#queue instanceof PriorityQueue) {
                    this.#queue.remove(run);
                    return;
                }
                this.#queue.remove?.(options.id); // Intentionally best-effort: queued abort removal is only supported for queue classes that implement `.remove()`.
            };
            // Handle abort while task is waiting in the queue
            if (options.signal) {
                const { signal } = options;
                const queueAbortHandler = () => {
                    cleanupQueueAbortHandler();
                    removeQueuedTask();
                    reject(signal.reason);
                    this.#tryToStartAnother();
                    this.emit('next');
                };
                cleanupQueueAbortHandler = () => {
                    signal.removeEventListener('abort', queueAbortHandler);
                    this.#queueAbortListenerCleanupFunctions.delete(cleanupQueueAbortHandler);
                };
                if (signal.aborted) {
                    queueAbortHandler();
                    return;
                }
                signal.addEventListener('abort', queueAbortHandler, { once: true });
                this.#queueAbortListenerCleanupFunctions.add(cleanupQueueAbortHandler);
            }
            this.emit('add');
            this.#tryToStartAnother();
        });
    }
    async addAll(functions, options) {
        return Promise.all(functions.map(async (function_) => this.add(function_, options)));
    }
    /**
    Start (or resume) executing enqueued tasks within concurrency limit. No need to call this if queue is not paused (via `options.autoStart = false` or by `.pause()` method.)
    */
    start() {
        if (!this.#isPaused) {
            return this;
        }
        this.#isPaused = false;
        this.#processQueue();
        return this;
    }
    /**
    Put queue execution on hold.
    */
    pause() {
        this.#isPaused = true;
    }
    /**
    Clear the queue.
    */
    clear() {
        for (const cleanupQueueAbortHandler of this.#queueAbortListenerCleanupFunctions) {
            cleanupQueueAbortHandler();
        }
        this.#queue = new this.#queueClass();
        // Clear interval timer since queue is now empty (consistent with #tryToStartAnother)
        this.#clearIntervalTimer();
        // Note: We preserve strict mode rate-limiting state (ticks and timeout)
        // because clear() only clears queued tasks, not rate limit history.
        // This ensures that rate limits are still enforced after clearing the queue.
        // Note: We don't clear #runningTasks as those tasks are still running
        // They will be removed when they complete in the finally block
        // Force synchronous update since clear() should have immediate effect
        this.#updateRateLimitState();
        // Emit events so waiters (onEmpty, onIdle, onSizeLessThan) can resolve
        this.emit('empty');
        if (this.#pending === 0) {
            this.#clearTimeoutTimer();
            this.emit('idle');
        }
        this.emit('next');
    }
    /**
    Can be called multiple times. Useful if you for example add additional items at a later time.

    @returns A promise that settles when the queue becomes empty.
    */
    async onEmpty() {
        // Instantly resolve if the queue is empty
        if (this.#queue.size === 0) {
            return;
        }
        await this.#onEvent('empty');
    }
    /**
    @returns A promise that settles when the queue size is less than the given limit: `queue.size < limit`.

    If you want to avoid having the queue grow beyond a certain size you can `await queue.onSizeLessThan()` before adding a new item.

    Note that this only limits the number of items waiting to start. There could still be up to `concurrency` jobs already running that this call does not include in its calculation.
    */
    async onSizeLessThan(limit) {
        // Instantly resolve if the size is already below the limit.
        if (this.#queue.size < limit) {
            return;
        }
        // Listen on both `'next'` (task completion, queued abort, `clear()`) and `'active'` (every dequeue),
        // so waiters wake even when the queue drains without a completion (`start()`, a runtime `concurrency`
        // increase, or an interval tick).
        await this.#onEvent(['next', 'active'], () => this.#queue.size < limit);
    }
    /**
    The difference with `.onEmpty` is that `.onIdle` guarantees that all work from the queue has finished. `.onEmpty` merely signals that the queue is empty, but it could mean that some promises haven't completed yet.

    @returns A promise that settles when the queue becomes empty, and all promises have completed; `queue.size === 0 && queue.pending === 0`.
    */
    async onIdle() {
        // Instantly resolve if none pending and if nothing else is queued
        if (this.#pending === 0 && this.#queue.size === 0) {
            return;
        }
        await this.#onEvent('idle');
    }
    /**
    The difference with `.onIdle` is that `.onPendingZero` only waits for currently running tasks to finish, ignoring queued tasks.

    @returns A promise that settles when all currently running tasks have completed; `queue.pending === 0`.
    */
    async onPendingZero() {
        if (this.#pending === 0) {
            return;
        }
        await this.#onEvent('pendingZero');
    }
    /**
    @returns A promise that settles when the queue becomes rate-limited due to intervalCap.
    */
    async onRateLimit() {
        if (this.isRateLimited) {
            return;
        }
        await this.#onEvent('rateLimit');
    }
    /**
    @returns A promise that settles when the queue is no longer rate-limited.
    */
    async onRateLimitCleared() {
        if (!this.isRateLimited) {
            return;
        }
        await this.#onEvent('rateLimitCleared');
    }
    /**
    @returns A promise that rejects when any task in the queue errors.

    Use with `Promise.race([queue.onError(), queue.onIdle()])` to fail fast on the first error while still resolving normally when the queue goes idle.

    Important: The promise returned by `add()` still rejects. You must handle each `add()` promise (for example, `.catch(() => {})`) to avoid unhandled rejections.

    @example
    ```
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 2});

    queue.add(() => fetchData(1)).catch(() => {});
    queue.add(() => fetchData(2)).catch(() => {});
    queue.add(() => fetchData(3)).catch(() => {});

    // Stop processing on first error
    try {
        await Promise.race([
            queue.onError(),
            queue.onIdle()
        ]);
    } catch (error) {
        queue.pause(); // Stop processing remaining tasks
        console.error('Queue failed:', error);
    }
    ```
    */
    // eslint-disable-next-line @typescript-eslint/promise-function-async
    onError() {
        return new Promise((_resolve, reject) => {
            const handleError = (error) => {
                this.off('error', handleError);
                reject(error);
            };
            this.on('error', handleError);
        });
    }
    async #onEvent(events, filter) {
        const eventList = Array.isArray(events) ? events : [events];
        return new Promise(resolve => {
            const listener = () => {
                if (filter && !filter()) {
                    return;
                }
                for (const event of eventList) {
                    this.off(event, listener);
                }
                resolve();
            };
            for (const event of eventList) {
                this.on(event, listener);
            }
        });
    }
    /**
    Size of the queue, the number of queued items waiting to run.
    */
    get size() {
        return this.#queue.size;
    }
    /**
    Size of the queue, filtered by the given options.

    For example, this can be used to find the number of items remaining in the queue with a specific priority level.
    */
    sizeBy(options) {
        // eslint-disable-next-line unicorn/no-array-callback-reference
        return this.#queue.filter(options).length;
    }
    /**
    Number of running items (no longer in the queue).
    */
    get pending() {
        return this.#pending;
    }
    /**
    Whether the queue is currently paused.
    */
    get isPaused() {
        return this.#isPaused;
    }
    #setupRateLimitTracking() {
        // Only schedule updates when rate limiting is enabled
        if (this.#isIntervalIgnored) {
            return;
        }
        // Wire up to lifecycle events that affect rate limit state
        // Only 'add' and 'next' can actually change rate limit state
        this.on('add', () => {
            if (this.#queue.size > 0) {
                this.#scheduleRateLimitUpdate();
            }
        });
        this.on('next', () => {
            this.#scheduleRateLimitUpdate();
        });
    }
    #scheduleRateLimitUpdate() {
        // Skip if rate limiting is not enabled or already scheduled
        if (this.#isIntervalIgnored || this.#rateLimitFlushScheduled) {
            return;
        }
        this.#rateLimitFlushScheduled = true;
        queueMicrotask(() => {
            this.#rateLimitFlushScheduled = false;
            this.#updateRateLimitState();
        });
    }
    #rollbackIntervalConsumption() {
        if (this.#isIntervalIgnored) {
            return;
        }
        this.#rollbackIntervalSlot();
        this.#scheduleRateLimitUpdate();
    }
    #updateRateLimitState() {
        const previous = this.#rateLimitedInInterval;
        // Early exit if rate limiting is disabled or queue is empty
        if (this.#isIntervalIgnored || this.#queue.size === 0) {
            if (previous) {
                this.#rateLimitedInInterval = false;
                this.emit('rateLimitCleared');
            }
            return;
        }
        // Get the current count based on mode
        let count;
        if (this.#strict) {
            const now = Date.now();
            this.#cleanupStrictTicks(now);
            count = this.#getActiveTicksCount();
        }
        else {
            count = this.#intervalCount;
        }
        const shouldBeRateLimited = count >= this.#intervalCap;
        if (shouldBeRateLimited !== previous) {
            this.#rateLimitedInInterval = shouldBeRateLimited;
            this.emit(shouldBeRateLimited ? 'rateLimit' : 'rateLimitCleared');
        }
    }
    /**
    Whether the queue is currently rate-limited due to intervalCap.
    */
    get isRateLimited() {
        return this.#rateLimitedInInterval;
    }
    /**
    Whether the queue is saturated. Returns `true` when:
    - All concurrency slots are occupied and tasks are waiting, OR
    - The queue is rate-limited and tasks are waiting

    Useful for detecting backpressure and potential hanging tasks.

    ```js
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 2});

    // Backpressure handling
    if (queue.isSaturated) {
        console.log('Queue is saturated, waiting for capacity...');
        await queue.onSizeLessThan(queue.concurrency);
    }

    // Monitoring for stuck tasks
    setInterval(() => {
        if (queue.isSaturated) {
            console.warn(`Queue saturated: ${queue.pending} running, ${queue.size} waiting`);
        }
    }, 60000);
    ```
    */
    get isSaturated() {
        return (this.#pending === this.#concurrency && this.#queue.size > 0)
            || (this.isRateLimited && this.#queue.size > 0);
    }
    /**
    The tasks currently being executed. Each task includes its `id`, `priority`, `startTime`, `timeout` (if set), and `timeoutRemaining` (milliseconds until the task times out, or `undefined` if no timeout is set).

    Returns an array of task info objects.

    ```js
    import PQueue from 'p-queue';

    const queue = new PQueue({concurrency: 2, timeout: 10000});

    // Add tasks with IDs for better debugging
    queue.add(() => fetchUser(123), {id: 'user-123'});
    queue.add(() => fetchPosts(456), {id: 'posts-456', priority: 1});

    // Check what's running
    console.log(queue.runningTasks);
    // => [{
    //   id: 'user-123',
    //   priority: 0,
    //   startTime: 1759253001716,
    //   timeout: 10000,
    //   timeoutRemaining: 9700
    // }, {
    //   id: 'posts-456',
    //   priority: 1,
    //   startTime: 1759253001916,
    //   timeout: 10000,
    //   timeoutRemaining: 9900
    // }]
    ```
    */
    get runningTasks() {
        // Return fresh array with fresh objects to prevent mutations
        return [...this.#runningTasks.values()].map(task => ({
            ...task,
            timeoutRemaining: task.timeout ? Math.max(0, task.startTime + task.timeout - Date.now()) : undefined,
        }));
    }
}

/**
Error thrown when a task times out.

@example
```
import PQueue, {TimeoutError} from 'p-queue';

const queue = new PQueue({timeout: 1000});

try {
    await queue.add(() => someTask());
} catch (error) {
    if (error instanceof TimeoutError) {
        console.log('Task timed out');
    }
}
```
*/


;// CONCATENATED MODULE: ./build/host/limit.js


/**
 * Limits how many pieces of work run at the same time. The others wait, and start by rank, and within a rank in the order
 * in which they were added.
 * @param concurrency At least 1.
 */
function makeLimit(concurrency) {
    const queue = new PQueue({ concurrency });
    // Bound, since the queue would start work in the async context of the work that finished before.
    return (work, rank = 0) => queue.add(external_node_async_hooks_.AsyncResource.bind(work), { priority: -rank });
}

;// CONCATENATED MODULE: ./build/host/index.js
/** What rooms may use of the edges, beside their types, errors and units. */




;// CONCATENATED MODULE: ./build/archives/pending-downloads.js
/**
 * Lets each package of a download be awaited by itself.
 * @param start Starts the download, with the listener that is to be told of each package.
 */
function trackDownloads(packages, start) {
    const resolvers = new Map();
    const completed = new Map(packages.map(({ file }) => [file, new Promise((resolve) => resolvers.set(file, resolve))]));
    const all = start(({ file }) => resolvers.get(file)?.());
    const ended = all.then(() => { });
    // The failure reaches whoever awaits a package or all of them; without this it would be an unhandled one until then.
    ended.catch(() => { });
    return { all, ready: ({ file }) => Promise.race([completed.get(file) ?? ended, ended]) };
}
/** `Fetching packages: 12.3 of 61.9 MB, 8 left…` */
function describeProgress({ bytes, total, left }) {
    return `Fetching packages: ${describeBytes(bytes, total)}, ${left} left…`;
}
/** `12.3 of 61.9 MB`, both in the unit that suits the total. */
function describeBytes(bytes, total) {
    return total < 1e6
        ? `${(bytes / 1e3).toFixed(0)} of ${(total / 1e3).toFixed(0)} kB`
        : `${(bytes / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
}

;// CONCATENATED MODULE: ./build/archives/apt/failures.js
/** The next step of messages about a mirror. */
const mirrorAdvice = "try again later, or choose another mirror in the system's apt sources";
/** Whether another attempt may succeed. It cannot where apt did not fail for a mirror: the index lists no such version, say. */
function isRetryable({ completed, stalled }) {
    return stalled || /^(E: Failed to fetch|Err:)/m.test(completed.output);
}
/**
 * Whether the mirror says that it has none of the files that failed. Ubuntu's main archive says so of most architectures,
 * whose files its signed index lists all the same, since it shares the index with the ports archive.
 */
function isNotFound({ output }) {
    const failed = output.split("\n").filter((line) => /^E: (Failed to fetch|The repository) /.test(line));
    return failed.length > 0 && failed.every((line) => /\s404\s+Not Found| does not have a Release file/.test(line));
}
/** The reason why apt failed, in its own words, on one line. */
function explainFailure(done) {
    if (done.ending === "timeout") {
        return `no answer in time; ${mirrorAdvice}`;
    }
    const lines = done.output
        .trim()
        .split("\n")
        .filter((line) => line !== "E: Download Failed");
    // Warnings are printed first and need not be the reason; an error repeats what an `Err:` line says of its address.
    const errors = [/^E:/, /^W:/].flatMap((pattern) => lines.filter((line) => pattern.test(line)));
    const reasons = errors.length > 0 ? errors : lines.filter((line) => line.startsWith("Err:"));
    const shown = (reasons.length > 0 ? reasons : lines).slice(0, 4).join(" ");
    return shown.replaceAll(/\s+/g, " ");
}

;// CONCATENATED MODULE: ./build/archives/apt/downloads.js







/** How many apts download at the same time: mirrors often limit the rate of each connection. */
const connections = 3;
/** Bytes below which one connection is as quick. */
const minimumToPartition = 4e6;
/** Bytes whose arrival is progress enough to count attempts from the start again. */
const progressBytes = 1e6;
/**
 * Downloads packages.
 * @returns Those that were not there yet.
 * @throws UserError naming what could not be downloaded, after everything else has been.
 */
async function downloadPackages(download) {
    const files = watchFiles(download);
    const missing = await files.begin();
    const bytes = missing.reduce((sum, each) => sum + each.size, 0);
    const groups = partition(missing, bytes < minimumToPartition ? 1 : connections, (each) => each.size);
    const ended = await Promise.allSettled(groups.map((packages) => downloadGroup(download, { files, packages })));
    const failed = ended.find((each) => each.status === "rejected");
    if (failed !== undefined) {
        throw failed.reason;
    }
    return missing;
}
/** Splits things into so many groups of about equal weight, or fewer where there are fewer things; the heaviest first. */
function partition(things, groups, weight) {
    const partitions = Array.from({ length: groups }, () => ({ things: [], weight: 0 }));
    for (const thing of [...things].sort((left, right) => weight(right) - weight(left))) {
        const lightest = partitions.reduce((least, each) => (each.weight < least.weight ? each : least));
        lightest.things.push(thing);
        lightest.weight += weight(thing);
    }
    return partitions.map((each) => each.things).filter((each) => each.length > 0);
}
async function downloadGroup(download, { files, packages }) {
    const { fetch, retryPolicy } = download;
    let most = 0;
    let queue = packages;
    for (let attempt = 1;; attempt += 1) {
        const watched = await watch({
            start: (stop) => fetch(queue, { stop, attempt }),
            measure: () => files.measure(packages),
            stallSeconds: retryPolicy.stallSeconds,
        });
        const left = files.left(queue);
        if (left.length === 0) {
            return;
        }
        // The first of them may be what held up the rest, so it is the last to be asked for again.
        queue = [...left.slice(1), ...left.slice(0, 1)];
        if (!isRetryable(watched)) {
            throw new errors_UserError(`packages could not be fetched: ${explainFailure(watched.completed)}`);
        }
        const bytes = files.bytes(packages);
        if (bytes - most >= progressBytes) {
            attempt = 1;
        }
        else if (attempt >= retryPolicy.attempts) {
            throw new errors_UserError(await downloads_describeFailure(download, { watched, left: files.left(packages), files }));
        }
        most = Math.max(most, bytes);
        await pauseBefore(attempt + 1, retryPolicy);
    }
}
async function downloads_describeFailure({ retryPolicy, hostsOf }, { watched, left, files }) {
    const named = left.find((each) => files.bytes([each]) > 0) ?? left[0];
    if (named === undefined) {
        throw new Error("a download failed with every package there");
    }
    const others = left.length > 1 ? `, nor could ${left.length - 1} more` : "";
    const progress = describeBytes(files.bytes([named]), named.size);
    const reason = watched.stalled ? `no data for ${retryPolicy.stallSeconds} s` : explainFailure(watched.completed);
    return (`${named.name} ${named.version} could not be fetched from ${(await hostsOf(named)).join(" or ")}${others}: ` +
        `${progress} after ${retryPolicy.attempts} attempts, ${reason}; ${mirrorAdvice}`);
}
/** Watches the files of packages while they grow, and tells the listener. */
function watchFiles({ packages, directory, listener }) {
    const sizes = new Map();
    const completed = new Set();
    /** Files of the right size and wrong content, by the time they were written, so that they are hashed once. */
    const damaged = new Map();
    const bytes = (group) => group.reduce((sum, each) => sum + (sizes.get(each.file) ?? 0), 0);
    const left = (group) => group.filter((each) => !completed.has(each.file));
    const total = packages.reduce((sum, each) => sum + each.size, 0);
    let reported = -1;
    async function lookAt(each) {
        const path = (0,external_node_path_.join)(directory, each.file);
        const found = await (0,promises_.lstat)(path).catch(() => undefined);
        // A cache may have restored anything here, even a pipe that nobody writes to: only a regular file is read.
        const size = found?.isFile() === true ? found.size : 0;
        sizes.set(each.file, Math.min(size, each.size));
        if (found === undefined || size !== each.size || damaged.get(each.file) === found.mtimeMs) {
            return;
        }
        // apt renames a file that fails its verification, so the file may be gone by now.
        if ((await hashFile(path).catch(() => "")) === each.sha256) {
            completed.add(each.file);
            listener.onPackage(each);
        }
        else {
            damaged.set(each.file, found.mtimeMs);
        }
    }
    return {
        /** Those of a group that are not complete. */
        left,
        /** The bytes that were there of a group when it was measured last. */
        bytes,
        /** Looks at the files of a group, and gives the bytes that are there of them. */
        async measure(group) {
            await Promise.all(left(group).map(lookAt));
            const all = bytes(packages);
            if (all !== reported) {
                reported = all;
                listener.onProgress({ bytes: all, total, left: left(packages).length });
            }
            return bytes(group);
        },
        /** Gives what is not there yet. Only this run's partial files are resumed: anything else in their place is removed. */
        async begin() {
            await Promise.all(packages.map(lookAt));
            const missing = left(packages);
            for (const each of missing) {
                await (0,promises_.rm)((0,external_node_path_.join)(directory, each.file), { recursive: true, force: true });
                sizes.delete(each.file);
            }
            return missing;
        },
    };
}

;// CONCATENATED MODULE: ./build/archives/apt/addresses.js

/**
 * The addresses behind a URI of apt's, the preferred one first: those of the list's mirrors for `mirror+file:`, otherwise
 * the URI itself. Source: apt-transport-mirror(1).
 * @param sources The URIs of apt's sources.
 * @throws Where the list cannot be read.
 */
async function addressesOf(uri, sources) {
    const source = sources.find((each) => each.startsWith(mirrorList) && uri.startsWith(withSlash(each)));
    if (source === undefined) {
        return [uri];
    }
    const mirrors = parseMirrors(await (0,promises_.readFile)(source.slice(mirrorList.length), "utf8"));
    return mirrors.map((mirror) => withSlash(mirror) + uri.slice(withSlash(source).length));
}
const mirrorList = "mirror+file:";
/** The mirrors of a list, `URI priority:N key:value…` a line, the preferred one first; those without a priority are last. */
function parseMirrors(text) {
    return text
        .split("\n")
        .filter((line) => /^\s*[^#\s]/.test(line))
        .map((line) => {
        const [uri = "", ...options] = line.trim().split(/\s+/);
        const priority = options.find((option) => option.startsWith("priority:"))?.slice("priority:".length);
        return { uri, priority: Number(priority ?? Number.MAX_SAFE_INTEGER) };
    })
        .sort((left, right) => left.priority - right.priority)
        .map((each) => each.uri);
}
/** The host of a URI, for messages, since the rest may hold a password; the whole of a URI that names no host. */
function hostOf(uri) {
    return (URL.canParse(uri) && new URL(uri).host) || uri;
}
const withSlash = (uri) => (uri.endsWith("/") ? uri : `${uri}/`);

;// CONCATENATED MODULE: ./build/archives/apt/fetch.js





/** A very version of a package, as apt takes it. */
const nameAndVersion = ({ name, version }) => `${name}=${version}`;
/** Reads `'URI' name_version_arch.deb size SHA256:hash` lines. */
function parseUris(text) {
    return new Map([...text.matchAll(/^'([^']*)' (\S+)_(\S+)_[^_\s]+\.deb /gm)].map(([, uri = "", name = "", version = ""]) => [
        nameAndVersion({ name, version: decodeURIComponent(version) }),
        uri,
    ]));
}
/** Part of apt, meant for its own scripts; at the same place in Debian and Ubuntu. */
const aptHelper = "/usr/lib/apt/apt-helper";
/**
 * The ways to fetch packages into a directory with apt. apt-helper takes a hundredth of a second of CPU time where
 * `apt-get download` takes a tenth, since it reads no index, and it resumes files that are there in part, where the other
 * removes them. It is given the index's hash to verify. `apt-get download` is left what is not fetched over http, and an
 * address with a password in it, which others could see among a program's arguments.
 */
function makeFetch(run, { directory, uris, sources }) {
    const addresses = async (each) => addressesOf(uris.get(nameAndVersion(each)) ?? "", sources);
    return {
        async fetch(packages, { stop, attempt }) {
            await locate(run, packages, uris);
            const words = [];
            for (const each of packages) {
                const found = await addresses(each);
                words.push(found[(attempt - 1) % found.length] ?? "", (0,external_node_path_.join)(directory, each.file), `SHA256:${each.sha256}`);
            }
            const overHttp = words.every((word, index) => index % 3 > 0 || /^https?:\/\/[^/@]+\//.test(word));
            const command = overHttp && (await isExecutable(aptHelper))
                ? [aptHelper, "download-file", ...words]
                : ["apt-get", "download", "-q", "--", ...packages.map(nameAndVersion)];
            return run(command, { stop, directory });
        },
        hostsOf: async (each) => (await addresses(each)).map(hostOf),
    };
}
/** Looks up the URIs of packages. Throws where the index does not list one. */
async function locate(run, packages, uris) {
    const names = packages.map(nameAndVersion).filter((each) => !uris.has(each));
    if (names.length > 0) {
        const done = await run(["apt-get", "download", "--print-uris", "-qq", "--", ...names], { timeoutSeconds: 60 });
        if (done.exitCode !== 0) {
            throw new errors_UserError(`packages could not be fetched: ${explainFailure(done)}`);
        }
        for (const [name, uri] of parseUris(done.stdout)) {
            uris.set(name, uri);
        }
    }
}
function isExecutable(file) {
    return (0,promises_.access)(file, promises_.constants.X_OK).then(() => true, () => false);
}

;// CONCATENATED MODULE: ./build/archives/apt/sources.js
/**
 * Reads apt's source files. Entries for sources (deb-src) and disabled ones are left out; so is every option that would
 * weaken apt's verification of signatures (`trusted`, `allow-insecure`…). `Check-Valid-Until: no` counts for snapshots
 * alone. Source: sources.list(5).
 */
function parseSources(files) {
    return files.flatMap((file) => (file.name.endsWith(".sources") ? parseDeb822(file.text) : parseOneLine(file.text)));
}
function parseDeb822(text) {
    return parseStanzas(text).flatMap((stanza) => {
        const words = (field) => (stanza.get(field) ?? "").split(/\s+/).filter((word) => word !== "");
        if (!words("types").includes("deb") || /^(no|false|0)$/i.test(stanza.get("enabled") ?? "yes")) {
            return [];
        }
        return [
            {
                uris: words("uris"),
                suites: words("suites"),
                components: words("components"),
                architectures: words("architectures"),
                signedBy: stanza.get("signed-by"),
                expired: isExpired(words("uris"), stanza.get("check-valid-until")),
            },
        ];
    });
}
/** Stanzas of `Field: value` lines: fields in lower case, values of several lines joined as they stand. */
function parseStanzas(text) {
    const stanzas = [];
    let stanza = new Map();
    let field = "";
    for (const line of [...text.split(/\r?\n/), ""]) {
        if (line.startsWith("#")) {
            continue;
        }
        const match = /^([A-Za-z0-9-]+):\s*(.*)$/.exec(line);
        if (match?.[1] !== undefined) {
            field = match[1].toLowerCase();
            stanza.set(field, (match[2] ?? "").trim());
        }
        else if (/^\s+\S/.test(line) && field !== "") {
            stanza.set(field, `${stanza.get(field) ?? ""}\n${line.trimEnd()}`);
        }
        else if (line.trim() === "" && stanza.size > 0) {
            stanzas.push(stanza);
            stanza = new Map();
            field = "";
        }
    }
    return stanzas;
}
function parseOneLine(text) {
    return text.split("\n").flatMap((line) => {
        const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
        const [, options = "", uri, suite, components = ""] = match ?? [];
        if (uri === undefined || suite === undefined) {
            return [];
        }
        const option = (name) => new RegExp(`(?:^|\\s)${name}=(\\S+)`).exec(options)?.[1];
        const words = components.split(/\s+/).filter((word) => word !== "");
        const architectures = option("arch")?.split(",") ?? [];
        const expired = isExpired([uri], option("check-valid-until"));
        return [{ uris: [uri], suites: [suite], components: words, architectures, signedBy: option("signed-by"), expired }];
    });
}
/** The end of a snapshot's address: `/20260102T030405Z/`. Source: snapshot.debian.org and snapshot.ubuntu.com. */
const snapshotTime = /\/\d{8}T\d{6}Z\/*$/;
function isExpired(uris, checkValidUntil) {
    return /^(no|false|0)$/i.test(checkValidUntil ?? "") && uris.every((uri) => snapshotTime.test(uri));
}
/**
 * The distribution's own archive among all sources, so that a third party's broken repository cannot fail a build. A
 * source is the distribution's if it has the release's suites and components, and is signed by the archive's keyring or
 * lies where mirrors of the archive lie. One that serves foreign architectures only is left out.
 */
function distributionSources(sources, distribution) {
    const { codename, id, architecture } = distribution;
    const native = sources.filter(({ architectures: served }) => served.length === 0 || architecture === undefined || served.includes(architecture));
    const named = codename === "" ? [] : ofSuites(native, [codename]);
    // `stable` and the like count only where nothing goes by the codename: beside it they are a newer release.
    const ofRelease = named.length > 0 ? named : ofSuites(native, rolling);
    const own = ofRelease.filter((source) => isArchive(source, id));
    // A company's mirror may lie anywhere and be signed by its own key.
    return own.length > 0 ? own : ofRelease;
}
/**
 * Where packages of another architecture than the machine's may be, in the order to be tried: the sources that the machine
 * has for it, the machine's own mirror, and Ubuntu's two archives, of which a machine's own may be either. Which of them
 * has it changes from release to release (Ubuntu 26.04 moved arm64 from the ports to the main one), so each is tried.
 */
function foreignSources(sources, distribution, foreign) {
    const named = distributionSources(sources.filter((source) => source.architectures.includes(foreign)), { ...distribution, architecture: foreign });
    const own = distributionSources(sources, distribution);
    const archives = distribution.id === "ubuntu" ? ubuntuArchives : [];
    const others = archives.map((uri) => own.map((source) => ({ ...source, uris: [uri] })));
    return [named, own, ...others].filter((each) => each.length > 0);
}
const ubuntuArchives = ["http://ports.ubuntu.com/ubuntu-ports", "http://archive.ubuntu.com/ubuntu"];
/** Where distributions keep the releases that their mirrors no longer have. */
const retired = {
    debian: "http://archive.debian.org/debian",
    ubuntu: "http://old-releases.ubuntu.com/ubuntu",
};
/** The sources of a retired release, signed by the same keys; its indexes are past their date, since they are not renewed. */
function retiredSources(sources, { id, codename }) {
    const uri = retired[id];
    return (withoutUpdates(sources, codename) ?? sources).flatMap((source) => uri === undefined ? [] : [{ ...source, uris: [uri], expired: true }]);
}
/**
 * The release itself, without its updates: a mirror that lags behind has an index of updates for another architecture that
 * is not the signed one. Undefined where there are no updates among the sources, or nothing else.
 */
function withoutUpdates(sources, codename) {
    const left = sources.flatMap((source) => source.suites.includes(codename) ? [{ ...source, suites: [codename] }] : []);
    const suites = sources.flatMap((source) => source.suites);
    return left.length === 0 || suites.every((suite) => suite === codename) ? undefined : left;
}
const rolling = ["sid", "unstable", "testing", "stable", "oldstable", "devel"];
const endings = ["", "-updates", "-security", "-proposed-updates", "/updates"];
/** Where compilers and emulators are: in Debian all in main, in Ubuntu half of them in universe. */
const usedComponents = ["main", "universe"];
function ofSuites(sources, names) {
    const known = new Set(names.flatMap((name) => endings.map((ending) => name + ending)));
    return sources.flatMap((source) => {
        const suites = source.suites.filter((suite) => known.has(suite));
        const components = source.components.filter((component) => usedComponents.includes(component));
        return suites.length > 0 && components.length > 0 ? [{ ...source, suites, components }] : [];
    });
}
function isArchive({ signedBy, uris }, id) {
    if (signedBy?.startsWith("/") === true) {
        // A third party names a keyring of its own.
        return signedBy.includes(`${id}-archive-keyring`);
    }
    return uris.some((uri) => {
        const last = uri.replace(snapshotTime, "").replace(/\/+$/, "").split("/").at(-1) ?? "";
        // The directories of personal archives (PPAs) have the same names as the archive's.
        const personal = /^https?:\/\/([^/]*@)?([^/]*\.)?(launchpad|launchpadcontent)\.net[:/]/.test(uri);
        return !personal && (uri.startsWith("mirror") || [id, `${id}-security`, `${id}-ports`].includes(last));
    });
}
/** The sources in deb822 form, for a private sources directory. */
function describeSources(sources) {
    const stanza = (source) => [
        "Types: deb",
        `URIs: ${source.uris.join(" ")}`,
        `Suites: ${source.suites.join(" ")}`,
        `Components: ${source.components.join(" ")}`,
        ...(source.signedBy === undefined ? [] : [`Signed-By: ${source.signedBy}`]),
        ...(source.expired ? ["Check-Valid-Until: no"] : []),
    ].join("\n");
    return `${sources.map(stanza).join("\n\n")}\n`;
}

;// CONCATENATED MODULE: ./build/archives/apt/host-sources.js




/**
 * The distribution's archive by the machine's own sources in /etc/apt: alternatives to be tried one after the other. For
 * the machine's own release and architecture there is one.
 * @param distribution With Debian's name of the machine's architecture.
 * @param foreign Debian's name of the architecture whose packages are meant, where it is not the machine's.
 * @throws UserError where none of the sources is the distribution's.
 */
async function findSources(distribution, foreign) {
    const files = [
        ...(await readSourceFiles("/etc/apt", (name) => name === "sources.list")),
        ...(await readSourceFiles("/etc/apt/sources.list.d", (name) => /\.(list|sources)$/.test(name))),
    ];
    const { codename, sourcesOf = codename } = distribution;
    const parsed = parseSources(files);
    const name = { ...distribution, codename: sourcesOf };
    const own = distributionSources(parsed, name);
    if (own.length === 0) {
        throw new errors_UserError(`none of the apt sources in /etc/apt is the archive of ${distribution.title}; ` +
            "add the distribution's own source (component main) there");
    }
    const alternatives = foreign === undefined ? [own] : foreignSources(parsed, name, foreign);
    if (sourcesOf === codename) {
        return alternatives;
    }
    const others = alternatives.map((sources) => sources.map((source) => ofOtherRelease(source, sourcesOf, codename)));
    return [...others, retiredSources(others[0] ?? [], distribution)];
}
/** The same mirror's source of another release: suites are named after the release, with the same endings. */
function ofOtherRelease(source, from, to) {
    return {
        ...source,
        suites: source.suites.map((suite) => (suite.startsWith(from) ? to + suite.slice(from.length) : suite)),
    };
}
/** Those of a directory whose names are apt's; none of a directory that does not exist. */
async function readSourceFiles(directory, isSource) {
    const names = await (0,promises_.readdir)(directory).catch(() => []);
    return Promise.all(names
        .filter(isSource)
        .sort()
        .map(async (name) => ({ name, text: await (0,promises_.readFile)((0,external_node_path_.join)(directory, name), "utf8") })));
}

;// CONCATENATED MODULE: ./build/archives/apt/paragraphs.js


/**
 * Reads what `apt-cache show` prints; the first of several paragraphs of a package counts, which is the preferred version.
 * @throws UserError for a paragraph without a SHA-256: nothing is used that cannot be verified.
 */
function parsePackages(text) {
    const seen = new Map();
    for (const stanza of parseStanzas(text)) {
        const field = (name) => stanza.get(name) ?? "";
        const sha256 = field("sha256");
        const name = field("package");
        if (!/^[0-9a-f]{64}$/.test(sha256)) {
            throw new errors_UserError(`the package index gives no SHA-256 for ${name}, so it is not used`);
        }
        const version = field("version");
        const architecture = field("architecture");
        const listed = {
            name,
            version,
            architecture,
            size: Number(field("size")),
            sha256,
            file: `${name}_${version.replaceAll(":", "%3a")}_${architecture}.deb`,
            depends: [...parseRelations(field("pre-depends")), ...parseRelations(field("depends"))],
            provides: parseRelations(field("provides")).flat(),
            section: field("section").replace(/^.*\//, ""),
            coinstallable: field("multi-arch") === "same",
        };
        if (!seen.has(name)) {
            seen.set(name, listed);
        }
    }
    return [...seen.values()];
}
/** `a (>= 1) | b, c:any` to `[["a", "b"], ["c"]]`. */
function parseRelations(text) {
    return text
        .split(",")
        .map((group) => group.split("|").map((one) => one.trim().replace(/[\s(:[].*$/s, "")))
        .map((group) => group.filter((name) => name !== ""))
        .filter((group) => group.length > 0);
}

;// CONCATENATED MODULE: ./build/archives/apt/queries.js




/**
 * What apt would install for packages of these names, without recommendations, and the names that it does not know.
 * @param uris Where the packages' URIs, which apt prints, are kept.
 * @throws UserError where apt cannot satisfy the dependencies.
 */
async function resolvePackages(run, names, uris) {
    const missing = [];
    for (let known = names; known.length > 0;) {
        const done = await run(["apt-get", "install", "--print-uris", "-qq", "--no-install-recommends", "--", ...known], {
            timeoutSeconds: 60,
        });
        if (done.exitCode === 0) {
            const found = parseUris(done.stdout);
            for (const [name, uri] of found) {
                uris.set(name, uri);
            }
            return { packages: await showPackages(run, [...found.keys()]), missing };
        }
        const unknown = known.filter((name) => isUnknown(name, done.stderr));
        if (unknown.length === 0) {
            throw new errors_UserError(`apt cannot resolve ${known.join(", ")}: ${explainFailure(done)}`);
        }
        missing.push(...unknown);
        known = known.filter((name) => !unknown.includes(name));
    }
    return { packages: [], missing };
}
function isUnknown(name, stderr) {
    return [`Unable to locate package ${name}`, `Package '${name}' has no installation candidate`].some((text) => stderr.split("\n").some((line) => line.replace(/^E: /, "").trim() === text));
}
/** Reads the packages' paragraphs of the index. */
async function showPackages(run, names) {
    const done = await run(["apt-cache", "show", "--", ...names], { timeoutSeconds: 60 });
    if (done.exitCode !== 0) {
        throw new errors_UserError(`the package index cannot be read: ${explainFailure(done)}`);
    }
    return parsePackages(done.stdout);
}
/** These very versions of packages, as far as the index lists them. */
async function findPackages(run, versions) {
    // apt-cache prints those that it has, and fails if it lacks any.
    const done = await run(["apt-cache", "show", "--", ...versions.map(nameAndVersion)], { timeoutSeconds: 60 });
    return parsePackages(done.stdout);
}

;// CONCATENATED MODULE: ./build/archives/apt/signed-index.js







/** Writes the sources of the first alternative, and gives the index, which is yet to be fetched. */
async function openIndex(options) {
    const { directory, distribution, architecture, alternatives } = options;
    const lists = (0,external_node_path_.join)(directory, "state/lists");
    let inUse = [];
    const use = async (sources) => {
        inUse = sources;
        await (0,promises_.writeFile)((0,external_node_path_.join)(directory, "sources/distribution.sources"), describeSources(sources));
    };
    const uris = () => inUse.flatMap((each) => each.uris);
    const refresh = (hasAlternative = false) => refreshIndex({ ...options, lists, uris: uris(), hasAlternative });
    const updateFrom = async (sources, hasAlternative) => {
        if (sources !== inUse) {
            await use(sources);
        }
        await refresh(hasAlternative);
        if (!(await (0,promises_.readdir)(lists)).some((name) => /_Packages(\.|$)/.test(name))) {
            throw new errors_UserError(`${distribution.title} has no packages for ${architecture}`);
        }
    };
    await use(alternatives[0] ?? []);
    return {
        lists,
        uris,
        update: () => updateFromAny(options, updateFrom),
        refresh: () => refresh(),
    };
}
/**
 * Tries the alternatives, and for another architecture the same without the release's updates, which mirrors that lag
 * behind may not have.
 */
async function updateFromAny(options, updateFrom) {
    const { distribution, architecture, isForeign, alternatives, log } = options;
    const released = isForeign
        ? alternatives.flatMap((each) => {
            const sources = withoutUpdates(each, distribution.codename);
            return sources === undefined ? [] : [sources];
        })
        : [];
    const failure = await tryEach(alternatives, (sources, hasNext) => updateFrom(sources, hasNext || released.length > 0));
    if (failure === undefined) {
        return;
    }
    // Where there is no index of the architecture at all, there is none without updates either.
    if (!(failure instanceof IndexUnavailable) || released.length === 0 || (await tryEach(released, updateFrom))) {
        throw failure;
    }
    log.warning(`Using the packages for ${architecture} of ${distribution.title} as it was released, without its updates: ${failure.message}`);
}
/** No mirror gave the index. */
class IndexUnavailable extends errors_UserError {
    constructor(reason) {
        super(`the package index could not be refreshed: ${reason}`);
        this.name = "IndexUnavailable";
    }
}
async function refreshIndex({ run, lists, retryPolicy, uris, hasAlternative }) {
    const attempts = hasAlternative ? Math.min(retryPolicy.attempts, 2) : retryPolicy.attempts;
    for (let attempt = 1;; attempt += 1) {
        const watched = await watch({
            start: (stop) => run(["apt-get", "update", "-q", "--error-on=any"], { stop }),
            measure: () => filesSize(lists),
            stallSeconds: retryPolicy.stallSeconds,
        });
        const { completed, stalled } = watched;
        if (completed.exitCode === 0) {
            return;
        }
        if (!isRetryable(watched) || (hasAlternative && isNotFound(completed))) {
            throw new IndexUnavailable(explainFailure(completed));
        }
        if (attempt >= attempts) {
            const hosts = [...new Set(uris.map(hostOf))].join(" and ");
            const reason = stalled ? `no data from ${hosts} for ${retryPolicy.stallSeconds} s` : explainFailure(completed);
            throw new IndexUnavailable(`${reason}, after ${attempt} attempts; ${mirrorAdvice}`);
        }
        await pauseBefore(attempt + 1, retryPolicy);
    }
}
/** The bytes of all files below a directory. */
async function filesSize(directory) {
    const entries = await (0,promises_.readdir)(directory, { recursive: true, withFileTypes: true }).catch(() => []);
    const sizes = entries
        .filter((each) => each.isFile())
        .map((each) => (0,promises_.lstat)((0,external_node_path_.join)(each.parentPath, each.name)).then((found) => found.size, () => 0));
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
/**
 * Tries alternatives one after the other, until one succeeds. `hasNext` tells whether there are others left.
 * @returns undefined after a success; otherwise the error of the first alternative, which is the likeliest one.
 * @throws Whatever is not a UserError.
 */
async function tryEach(alternatives, work) {
    let first;
    for (const [index, alternative] of alternatives.entries()) {
        try {
            await work(alternative, index + 1 < alternatives.length);
            return undefined;
        }
        catch (error) {
            if (!(error instanceof errors_UserError)) {
                throw error;
            }
            first ??= error;
        }
    }
    return first;
}

;// CONCATENATED MODULE: ./build/archives/apt/apt.js











/** Debian's and Ubuntu's archives, by the machine's own apt. */
const aptArchive = {
    id: "apt",
    family: () => "debian",
    missingReason,
    open: openApt,
};
/** Source of the suffix: Debian Policy 8.4, "Development files". */
const debianNaming = {
    isDevelopment: (name) => name.endsWith("-dev"),
    isOfToolchains: (name) => /^(libc6-dev|linux-libc-dev|libgcc-\d+-dev|libstdc\+\+-\d+-dev)$/.test(name),
};
async function missingReason(host, distribution) {
    const here = distribution?.title ?? host.os;
    if (host.os !== "linux") {
        return `toolchains come from apt, which exists on Debian and Ubuntu only, and this machine runs ${host.os}`;
    }
    for (const program of ["apt-get", "apt-cache", "apt-config", "dpkg-deb"]) {
        if ((await host.processes.find(program)) === undefined) {
            return `toolchains come from apt, and ${here} has no \`${program}\``;
        }
    }
    const readable = await (0,promises_.access)("/etc/apt", promises_.constants.R_OK).then(() => true, () => false);
    return readable ? undefined : `toolchains come from apt, and /etc/apt of ${here} cannot be read`;
}
/**
 * Prepares an apt with a state of its own: it needs no root, shares no lock with the system and leaves no trace. apt
 * verifies the signatures of the indexes and the hash of each package.
 */
async function openApt(host, distribution, options) {
    const { directory, retryPolicy = mirrorRetryPolicy, architecture: foreign } = options;
    for (const part of ["sources", "state/lists/partial", "cache/archives/partial"]) {
        await (0,promises_.mkdir)((0,external_node_path_.join)(directory, part), { recursive: true });
    }
    const settings = await readSettings(host);
    const architecture = foreign ?? settings.architecture;
    const alternatives = await findSources({ ...distribution, architecture: settings.architecture }, foreign);
    // As of a system with nothing installed, so that apt names everything that packages depend on.
    await (0,promises_.writeFile)((0,external_node_path_.join)(directory, "status"), "");
    await (0,promises_.writeFile)((0,external_node_path_.join)(directory, "preferences"), makePreferences(distribution));
    const configure = (contents) => (0,promises_.writeFile)((0,external_node_path_.join)(directory, "apt.conf"), makeConfiguration(settings.lines, { directory, architecture, contents }));
    await configure(false);
    const run = makeRun(host, directory);
    const isForeign = foreign !== undefined;
    const { log } = host;
    const index = await openIndex({
        run,
        directory,
        retryPolicy,
        distribution,
        architecture,
        isForeign,
        alternatives,
        log,
    });
    const uris = new Map();
    let hasContents = false;
    return {
        naming: debianNaming,
        update: index.update,
        resolve: (names) => resolvePackages(run, names, uris),
        async owners(paths) {
            if (!hasContents) {
                await configure(true);
                await index.refresh();
                hasContents = true;
            }
            return findOwners(index.lists, paths);
        },
        find: (versions) => findPackages(run, versions),
        download: (packages, into, listener) => {
            const { fetch, hostsOf } = makeFetch(run, { directory: into, uris, sources: index.uris() });
            return downloadPackages({ packages, directory: into, listener, fetch, hostsOf, retryPolicy });
        },
        unpack: (file, into) => unpackDeb(host, file, into),
        listFiles: (file) => listDebFiles(host, file),
    };
}
/** What the host's apt is configured with: the lines of its dump, and Debian's name of the machine's architecture. */
async function readSettings(host) {
    const dump = await host.processes.run({ file: "apt-config", args: ["dump"], environment: host.environment });
    const architecture = /^APT::Architecture "([^"]+)";$/m.exec(dump.stdout)?.[1];
    return { lines: dump.stdout.split("\n"), architecture };
}
function makeRun(host, directory) {
    const environment = {
        ...host.environment,
        APT_CONFIG: (0,external_node_path_.join)(directory, "apt.conf"),
        LC_ALL: "C",
        DEBIAN_FRONTEND: "noninteractive",
    };
    return ([file = "", ...args], options) => host.processes.run({ file, args, environment, directory, ...options });
}

;// CONCATENATED MODULE: ./build/archives/archives.js

/** The kinds of archives that packages can come from, the preferred one first. */
const archives_archives = [aptArchive];
/** The kind of archive with this id. Throws where there is none: ids come from this list. */
function findArchive(id) {
    const found = archives_archives.find((each) => each.id === id);
    if (found === undefined) {
        throw new Error(`no archive is listed as ${id}`);
    }
    return found;
}

;// CONCATENATED MODULE: ./build/archives/closure.js
/**
 * What some packages need, among packages that an archive has resolved together: since that set satisfies every dependency,
 * following each to whichever member satisfies it gives each request its own part.
 * @param requested Names of packages.
 * @param isExcluded True of packages that are neither taken nor followed.
 * @returns The packages, sorted by name. A name that nothing resolved provides is passed over.
 */
function closure(requested, resolved, isExcluded) {
    const providers = new Map();
    for (const each of resolved) {
        for (const name of [each.name, ...each.provides]) {
            providers.set(name, [...(providers.get(name) ?? []), each]);
        }
    }
    const taken = new Map();
    const queue = [...requested];
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
        for (const found of providers.get(name) ?? []) {
            if (!taken.has(found.name) && !isExcluded(found)) {
                taken.set(found.name, found);
                queue.push(...found.depends.flat());
            }
        }
    }
    return [...taken.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/archives/content.js
/**
 * Packages as the content of a root.
 * @param archive The id of the archive that they are of.
 */
function packageContent(archive, set, details = {}) {
    const usual = { release: undefined, architecture: undefined, files: [], keepsLists: false };
    return { kind: "packages", archive, ...usual, ...details, ...set };
}

;// CONCATENATED MODULE: ./build/archives/families/family.js
/** Everything that packages depend on. */
const family_everything = { follow: "all", skip: [], take: undefined, drop: [] };

;// CONCATENATED MODULE: ./build/archives/families/debian.js


/**
 * Debian and Ubuntu, where a cross compiler is the package `gcc-<triple>` and the C library for it
 * `libc6-dev-<architecture>-cross`.
 */
const debian = {
    id: "debian",
    distributions: ["debian", "ubuntu"],
    gcc: (abi, { cxx, native, sanitizers }) => ({
        packages: [...cPackages(abi, native), ...(cxx ? cxxPackages(abi, native) : [])],
        selection: {
            ...family_everything,
            skip: [
                // The machine has its own C library, unless the root is to compile for that very machine.
                ...(native ? [] : machineLibc),
                // Large, and linked by no plain build.
                ...(sanitizers ? [] : sanitizerLibraries),
            ],
        },
        namedAfter: ["gcc-[0-9]*", "gcc-mingw*"],
    }),
    clang: () => ({
        packages: ["clang", "lld", "binutils"],
        selection: { ...family_everything, skip: [...machineLibc, ...sanitizerLibraries], drop: clangUnused },
        namedAfter: ["clang-[0-9]", "clang-[0-9][0-9]"],
    }),
    clangTarget: (abi, { cxx, native, gnuLinker }) => ({
        packages: [
            ...cPackages(abi, native),
            ...(cxx ? cxxPackages(abi, native) : []),
            ...(gnuLinker ? [`binutils-${hyphenated(abi.triple)}`] : []),
        ],
        selection: {
            ...family_everything,
            skip: [...(native ? [] : machineLibc), ...sanitizerLibraries],
            take: [...targetsOwn(abi, native), ...(gnuLinker ? gnuLinkerPackages : [])],
            drop: ["binutils-common"],
        },
        namedAfter: ["libc6-dev*", "mingw-w64-*-dev"],
    }),
    sysroot: ({ triple }, native) => (native ? "." : `usr/${triple}`),
    gccPrograms: ({ triple, libc }) => {
        // mingw-w64's plain names are alternatives, made by no package; the threads model is part of the program's name.
        const model = libc === "mingw" ? "-posix" : "";
        return { cc: `${triple}-gcc${model}`, cxx: `${triple}-g++${model}`, ar: `${triple}-ar` };
    },
    musl: () => ({
        packages: ["musl-dev"],
        selection: { ...family_everything, take: ["musl-dev"] },
        namedAfter: ["musl-dev"],
    }),
    libraries: (own) => ({
        selection: {
            ...family_everything,
            follow: "libraries",
            skip: [...toolchainsOwn, ...mingwsOwn, ...(own ? machineLibc : [])],
            beside: pkgConfigHolders,
        },
        namedAfter: ["*-dev"],
    }),
    libraryDirectories: debian_libraryDirectories,
    libraryPackage: (abi, kind, name) => {
        if (abi.libc === "mingw") {
            return mingwPackages.get(name);
        }
        return kind === "pkg-config"
            ? pkgConfigPackages.get(name)
            : kind === "library"
                ? libraryPackages.get(name)
                : undefined;
    },
    // `pkgconf` in Debian 12, Ubuntu 24.04 and later.
    pkgConfig: () => ({
        packages: ["pkg-config"],
        selection: {
            ...family_everything,
            skip: machineLibc,
            take: ["pkg-config", "pkgconf", "pkgconf-bin", "libpkgconf[0-9]*", "libglib2.0-0", "libglib2.0-0t64", "libpcre*"],
        },
        namedAfter: ["pkg-config", "pkgconf"],
    }),
    qemu: () => ({
        packages: ["qemu-user"],
        selection: { ...family_everything, skip: [...machineLibc, ...sanitizerLibraries] },
        namedAfter: ["qemu-user*"],
    }),
    /**
     * What a console program needs of the hundred packages that Wine depends on: the others are for windows, fonts, sound,
     * cameras and printers.
     */
    wine: () => ({
        packages: ["wine64", "libz-mingw-w64"],
        selection: {
            ...family_everything,
            skip: [...machineLibc, ...sanitizerLibraries],
            take: ["wine64", "libwine", "libz-mingw-w64", "libunwind8", "liblzma5"],
        },
        namedAfter: ["wine*"],
    }),
};
/** Package names have no underscores. */
function hyphenated(triple) {
    return triple.replaceAll("_", "-");
}
/** `x86-64` of x86_64-w64-mingw32. */
function mingwArchitecture(triple) {
    return hyphenated(triple.replace(/-w64-mingw32$/, ""));
}
function cPackages({ triple, libc, architecture }, native) {
    if (native) {
        return ["gcc", "libc6-dev"];
    }
    // The libc headers are only a Recommends of the compiler, so they are always named.
    return libc === "mingw"
        ? [`gcc-mingw-w64-${mingwArchitecture(triple)}-posix`]
        : [`gcc-${hyphenated(triple)}`, `libc6-dev-${architecture}-cross`];
}
function cxxPackages({ triple, libc }, native) {
    if (native) {
        return ["g++"];
    }
    return libc === "mingw" ? [`g++-mingw-w64-${mingwArchitecture(triple)}-posix`] : [`g++-${hyphenated(triple)}`];
}
const machineLibc = ["libc6", "libcrypt1"];
const sanitizerLibraries = ["libasan[0-9]*", "libhwasan[0-9]*", "liblsan[0-9]*", "libtsan[0-9]*", "libubsan[0-9]*"];
/** What clang's packages depend on for building on the machine itself, and what nothing here starts or loads. */
const clangUnused = [
    ...["libc6-dev", "libcrypt-dev", "libnsl-dev", "libtirpc-dev", "linux-libc-dev", "libc-dev-bin", "rpcsvc-proto"],
    ...["libcrypt1", "libnsl2", "libtirpc*", "libssl3*", "libkrb5*", "libk5crypto*", "libgssapi-krb5*", "libkeyutils*"],
    ...["libcom-err*", "libgcc-[0-9]*-dev", "gcc-[0-9]*-base", "libstdc++-[0-9]*-dev", "libobjc*", "libgc1*"],
    ...["libasan[0-9]*", "libhwasan[0-9]*", "liblsan[0-9]*", "libtsan[0-9]*", "libubsan[0-9]*", "libgomp[0-9]*"],
    ...["libitm[0-9]*", "libquadmath[0-9]*", "libcc1-[0-9]*"],
    ...["llvm-[0-9]*-linker-tools", "libclang1-*", "libclang-rt-*", "libgprofng*", "binutils-common"],
];
/** What a target's programs are compiled with and linked to: not a word of it is run here. */
function targetsOwn({ triple, libc, architecture }, native) {
    if (libc === "mingw") {
        // Headers and libraries, and the package that holds libgcc, which is the compiler's own.
        return [
            "mingw-w64-common",
            `mingw-w64-${mingwArchitecture(triple)}-dev`,
            `gcc-mingw-w64-${mingwArchitecture(triple)}-posix`,
        ];
    }
    const names = [
        ...["libc6", "libc6-dev", "linux-libc-dev", "libcrypt1", "libcrypt-dev", "libgcc-s[0-9]", "libgcc-[0-9]*-dev"],
        ...["libatomic1", "libstdc++6", "libstdc++-[0-9]*-dev"],
    ];
    return names.map((name) => (native ? name : `${name}-${architecture}-cross`));
}
/** GNU ld and its libraries. */
const gnuLinkerPackages = ["binutils-*", "libbinutils", "libctf*", "libjansson[0-9]*", "libzstd[0-9]*", "zlib1g"];
/**
 * What a toolchain has already; a second one beside it would be taken for some files and not for others. The shared C++
 * library is none of it: a toolchain for C lacks it, and the linker and the program look for it where a C library that is
 * made of C++ needs it. One for C++ has the same, of the same release, and is linked with its own.
 */
const toolchainsOwn = [
    ...["libc6", "libc6-*", "libc-*", "linux-libc-dev", "libgcc-s[0-9]", "libgcc-[0-9]*-dev", "gcc-[0-9]*-base"],
    ...["libstdc++-[0-9]*-dev", "libatomic1", "libgomp1", "libitm1", "libquadmath0", ...sanitizerLibraries],
];
/**
 * Programs and data that hold .pc files too, which those of libraries require: gdk-pixbuf's, so those of GTK 3, librsvg and
 * libvips, require shared-mime-info's. Source: Contents-arm64 and Packages of Debian 11 and 12, of which these are all that
 * hold a .pc file, are no library by section, name or Multi-Arch, and are what a -dev package depends on.
 */
const pkgConfigHolders = [
    ...["shared-mime-info", "udev", "systemd", "valgrind", "catch2", "heimdal-multidev", "fflas-ffpack", "r-base-core"],
    ...["swish-e", "irssi", "apertium-*", "python3-tf2", "python3-bondpy"],
];
/** Debian's packages for mingw-w64 hold libraries alone, and need the compiler that is there. */
const mingwsOwn = ["mingw-w64-*", "gcc-mingw-w64*", "binutils-mingw-w64*"];
/** The libraries that Debian and Ubuntu have for mingw-w64. Source: Contents-all of Debian 12 and 13. */
const mingwPackages = new Map([
    ["z", "libz-mingw-w64-dev"],
    ["zlib", "libz-mingw-w64-dev"],
    ["assuan", "libassuan-mingw-w64-dev"],
    ["gcrypt", "libgcrypt-mingw-w64-dev"],
    ["gpg-error", "libgpg-error-mingw-w64-dev"],
    ["ksba", "libksba-mingw-w64-dev"],
    ["npth", "libnpth-mingw-w64-dev"],
]);
function debian_libraryDirectories({ libc, triple, multiarch }) {
    return libc === "mingw"
        ? {
            pkgConfig: [`usr/${triple}/lib/pkgconfig`],
            libraries: [`usr/${triple}/lib`],
            headers: [`usr/${triple}/include`],
        }
        : {
            pkgConfig: [`usr/lib/${multiarch}/pkgconfig`, "usr/lib/pkgconfig", "usr/share/pkgconfig"],
            libraries: [`usr/lib/${multiarch}`, `lib/${multiarch}`, "usr/lib"],
            headers: ["usr/include", `usr/include/${multiarch}`],
        };
}

;// CONCATENATED MODULE: ./build/archives/families/families.js

/** The families of distributions whose packages have names here. */
const packageFamilies = [debian];
/** The family with this id. Throws where there is none: ids come from this list. */
function packageFamily(id) {
    const found = packageFamilies.find((family) => family.id === id);
    if (found === undefined) {
        throw new Error(`no family of packages is named ${id}`);
    }
    return found;
}

;// CONCATENATED MODULE: ./build/archives/requirements.js

/**
 * Looks up which packages have files. A failure that the user can mend is a value, since only some requests depend on it.
 * @throws Any other error.
 */
async function lookUpOwners(archive, paths) {
    if (paths.length === 0) {
        return { kind: "found", owners: new Map() };
    }
    try {
        return { kind: "found", owners: await archive.owners(paths) };
    }
    catch (error) {
        if (error instanceof errors_UserError) {
            return { kind: "failed", cause: error };
        }
        throw error;
    }
}
/**
 * The packages that provide what is required, without those that are installed anyway or come with every toolchain.
 * Development packages are preferred; where several are left, none is guessed.
 * @throws UserError for what no package provides, several do, or could not be looked up.
 */
function chooseOwners({ packages, requirements, lookup, naming, title }) {
    if (requirements.length === 0) {
        return [];
    }
    if (lookup.kind === "failed") {
        const all = requirements.map(({ what }) => what).join(", ");
        throw new errors_UserError(`which package has ${all} could not be looked up: ${lookup.cause.message}; ` +
            "or name the packages yourself, as in `libraries: off libfoo-dev`", { cause: lookup.cause });
    }
    const chosen = [];
    const problems = [];
    for (const { what, paths } of requirements) {
        const all = [...new Set(paths.flatMap((path) => lookup.owners.get(path) ?? []))].sort();
        const development = all.filter((name) => naming.isDevelopment(name));
        const candidates = development.length > 0 ? development : all;
        if (candidates.some((name) => packages.includes(name) || naming.isOfToolchains(name))) {
            continue;
        }
        const [only, ...others] = candidates;
        if (only === undefined) {
            problems.push(`no package of ${title} has ${what}: put the library's own files into the program's sources and name their ` +
                "directory with -L in `cgo-ldflags`, or set `libraries: off` if the compiler finds it");
        }
        else if (others.length > 0) {
            problems.push(`several packages have ${what}: ${candidates.join(", ")}; say which, as in \`libraries: ${only}\``);
        }
        else {
            chosen.push(only);
        }
    }
    if (problems.length > 0) {
        throw new errors_UserError(problems.join("; "));
    }
    return chosen;
}

;// CONCATENATED MODULE: ./build/archives/index.js







;// CONCATENATED MODULE: ./build/roots/lock-file.js




/** The path of a program's lock, which need not exist: in the directory that is built or above it, up to the one with its go.mod. */
async function lock_file_findLockPath(directory) {
    for (let at = directory;; at = (0,external_node_path_.dirname)(at)) {
        const isTop = (await exists((0,external_node_path_.join)(at, "go.mod"))) || (0,external_node_path_.dirname)(at) === at;
        if (isTop || (await exists((0,external_node_path_.join)(at, lock_lockFile)))) {
            return (0,external_node_path_.join)((0,external_node_path_.dirname)(at) === at ? directory : at, lock_lockFile);
        }
    }
}
/** The lock at a path; undefined where there is none. Throws where it cannot be used, with what to do. */
async function lock_file_readLock(path) {
    return (await exists(path)) ? parseLock(await (0,promises_.readFile)(path, "utf8")) : undefined;
}

;// CONCATENATED MODULE: ./build/roots/outcome.js
/** Runs work whose failure is an outcome, for whoever waits for it. Never throws. */
async function outcomeOf(work) {
    try {
        return { kind: "ready", value: await work() };
    }
    catch (error) {
        return { kind: "failed", error: asError(error) };
    }
}
/** The value of an outcome. Throws its error where it failed. */
function readyValue(outcome) {
    if (outcome.kind === "failed") {
        throw outcome.error;
    }
    return outcome.value;
}
function asError(error) {
    return error instanceof Error ? error : new Error(String(error), { cause: error });
}

;// CONCATENATED MODULE: ./build/roots/links.js
/** Source: Linux gives up after as many (path_resolution(7)). */
const mostFollowed = 40;
/**
 * The first link in a tree that leads out of it: an absolute one, or one with too many `..`, by itself or by way of other
 * links. What it leads to need not exist. Undefined where there is none.
 */
function findOutwardLink(entries) {
    const links = new Map(entries.flatMap((each) => (each.kind === "link" ? [[each.path, each.target]] : [])));
    const found = [...links].find(([path]) => leadsOut(path, links));
    return found && { path: found[0], target: found[1] };
}
/** Follows a path as the system does: each part that is a link is replaced by its target, before any `..` after it. */
function leadsOut(path, links) {
    const ahead = path.split("/");
    const at = [];
    let followed = 0;
    for (let part = ahead.shift(); part !== undefined; part = ahead.shift()) {
        if (part === "..") {
            if (at.pop() === undefined) {
                return true;
            }
        }
        else if (part !== "" && part !== ".") {
            at.push(part);
        }
        const target = part === ".." ? undefined : links.get(at.join("/"));
        if (target?.startsWith("/")) {
            return true;
        }
        if (target !== undefined) {
            followed += 1;
            if (followed > mostFollowed) {
                // A loop leads nowhere.
                return false;
            }
            at.pop();
            ahead.unshift(...target.split("/"));
        }
    }
    return false;
}

;// CONCATENATED MODULE: ./build/roots/record.js



/** Reads what a root on the disk was made of; undefined where it is none, or of another version of this program. */
async function readRecord(directory) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(directory, "root.json"), "utf8").catch(() => undefined);
    if (text === undefined) {
        return undefined;
    }
    try {
        return parseRecord(JSON.parse(text));
    }
    catch (error) {
        if (error instanceof SyntaxError) {
            return undefined;
        }
        throw error;
    }
}
/** A record that may come from anywhere; undefined where it is not one of this version. */
function parseRecord(value) {
    const record = value;
    const words = [record?.request, record?.resolved, record?.digest, record?.fingerprint];
    const isRecord = record?.schema === 2 &&
        words.every((word) => typeof word === "string") &&
        Array.isArray(record.packages) &&
        record.packages.every(isPackage);
    return isRecord ? record : undefined;
}
function isPackage(value) {
    return ([value?.name, value?.version, value?.architecture].every((word) => typeof word === "string") &&
        Number.isInteger(value?.size) &&
        typeof value?.sha256 === "string" &&
        /^[0-9a-f]{64}$/.test(value.sha256));
}
/** In one step, since another run may be reading it. */
async function writeRecord(directory, record) {
    const partial = (0,external_node_path_.join)(directory, `root.json.${(0,external_node_crypto_.randomUUID)()}`);
    await (0,promises_.writeFile)(partial, `${JSON.stringify(record, undefined, 2)}\n`);
    await (0,promises_.rename)(partial, (0,external_node_path_.join)(directory, "root.json"));
}

;// CONCATENATED MODULE: ./build/roots/tree.js




/**
 * Everything below a directory, sorted by path, so that directories come before what is in them.
 * @param select Given each path that is not a directory; where it returns false, the path is left out. Directories that
 * then hold nothing are left out too, but without `select` everything is listed.
 * @throws On sockets, devices and the like, and on what cannot be read.
 */
async function listTree(directory, select) {
    const limit = makeLimit(8);
    const found = (await (0,promises_.readdir)(directory, { recursive: true, withFileTypes: true })).map((each) => ({
        path: (0,external_node_path_.relative)(directory, (0,external_node_path_.join)(each.parentPath, each.name)),
        isDirectory: each.isDirectory(),
    }));
    const selected = found.filter(({ path, isDirectory }) => !isDirectory && (select?.(path) ?? true));
    const used = new Set(selected.flatMap(({ path }) => parents(path)));
    const directories = found.filter(({ path, isDirectory }) => isDirectory && (select === undefined || used.has(path)));
    const listed = [...directories, ...selected];
    const entries = await Promise.all(listed.map(({ path }) => limit(() => readEntry(directory, path))));
    return entries.sort((left, right) => (left.path < right.path ? -1 : 1));
}
function parents(path) {
    const parent = (0,external_node_path_.dirname)(path);
    return parent === "." ? [] : [parent, ...parents(parent)];
}
async function readEntry(directory, path) {
    const file = (0,external_node_path_.join)(directory, path);
    const found = await (0,promises_.lstat)(file);
    const mode = found.mode & 0o777;
    if (found.isDirectory()) {
        return { kind: "directory", path, mode };
    }
    if (found.isSymbolicLink()) {
        return { kind: "link", path, target: await (0,promises_.readlink)(file) };
    }
    if (!found.isFile()) {
        throw new Error(`${file} is neither a file nor a directory nor a link`);
    }
    const content = await (0,promises_.readFile)(file);
    return { kind: "file", path, mode, size: content.length, sha256: sha256(content) };
}
/**
 * One hash, in hex, of everything in a tree: names, kinds, modes, bytes and the targets of links. It stands in locks, so
 * it must stay the same from version to version.
 */
function treeDigest(entries) {
    return sha256(entries.map((entry) => `${JSON.stringify(digested(entry))}\n`).join(""));
}
function digested(entry) {
    switch (entry.kind) {
        case "directory":
            return ["d", entry.path, entry.mode];
        case "file":
            return ["f", entry.path, entry.mode, entry.size, entry.sha256];
        case "link":
            return ["l", entry.path, entry.target];
    }
}
/** In hex. */
function sha256(content) {
    return (0,external_node_crypto_.hash)("sha256", content);
}

;// CONCATENATED MODULE: ./build/roots/root.js





// A private root: a directory with the files of packages or of an archive, and the wrappers that make them usable from
// where they are.
//
//     bin/         one-word commands; the only place that is ever put on PATH
//     host-lib/    libraries that the programs in it need on this machine
//     root/        the files
//     root.json    what it was made of; see record.ts
/** In a root that keeps them: for each package, the libraries that it has. */
const packageLists = "usr/share/cgo-cross";
/** Makes a directory whose mode is the same with every umask, since modes are part of a root's digest. */
async function makeDirectory(path) {
    await (0,promises_.mkdir)(path, { recursive: true });
    await (0,promises_.chmod)(path, 0o755);
}
/** glibc's own files: with the host's loader they must be the host's too. */
const glibcFile = /^(ld-linux|ld64|libc\.|libc-|libm[.-]|libmvec|libpthread|libdl[.-]|librt[.-]|libresolv|libnss_|libutil|libanl|libBroken|libnsl|libthread_db|libc_malloc|libmemusage|libpcprofile)/;
/** Gathers the libraries that the root's programs need on this machine; the host may have none of them, or older ones. */
async function linkHostLibraries(directory, multiarch) {
    const libraries = (0,external_node_path_.join)("root/usr/lib", multiarch);
    await makeDirectory((0,external_node_path_.join)(directory, "host-lib"));
    const names = await (0,promises_.readdir)((0,external_node_path_.join)(directory, libraries)).catch(() => []);
    for (const name of names.filter((each) => /\.so(\.|$)/.test(each) && !glibcFile.test(each))) {
        await (0,promises_.symlink)((0,external_node_path_.join)("..", libraries, name), (0,external_node_path_.join)(directory, "host-lib", name));
    }
}
/** Writes the wrappers of a root into its bin/. */
async function writeWrappers(directory, wrappers) {
    await (0,promises_.mkdir)((0,external_node_path_.join)(directory, "bin"), { recursive: true });
    for (const { name, text } of wrappers) {
        await (0,promises_.writeFile)((0,external_node_path_.join)(directory, "bin", name), text);
        await (0,promises_.chmod)((0,external_node_path_.join)(directory, "bin", name), 0o755);
    }
}
/** Everything in a root that is the same on every machine, as its digest and its archive in the cache have it. */
async function listRoot(directory) {
    return listTree(directory, (path) => /^(root|host-lib)\//.test(path));
}
/**
 * A hash of names, modes, sizes and times of everything in a root but its record. The system sets the time of a file's
 * last change itself, so whatever was changed, added or removed since changes the fingerprint, and computing it takes a
 * hundredth of the time that reading everything would take. A copy of the root has another fingerprint.
 */
function fingerprintRoot(directory) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    const visit = (path) => {
        for (const name of (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(directory, path)).sort()) {
            const inside = (0,external_node_path_.join)(path, name);
            const found = (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(directory, inside), { bigint: true });
            hash.update(`${inside}\0${found.mode} ${found.size} ${found.mtimeNs} ${found.ctimeNs}\n`);
            if (found.isDirectory()) {
                visit(inside);
            }
        }
    };
    for (const part of ["bin", "host-lib", "root"]) {
        visit(part);
    }
    return hash.digest("hex");
}

;// CONCATENATED MODULE: ./build/roots/wrappers.js

/** Part of a root's hash: raise it when a wrapper's text changes. */
const wrapperVersion = 9;
/** Starts a program of a root, which finds the libraries of that root. */
function script(directory, program, flags) {
    const words = [program, ...flags].map(wrappers_quote).join(" ");
    return `#!/bin/sh\nLD_LIBRARY_PATH=${wrappers_quote((0,external_node_path_.join)(directory, "host-lib"))} exec ${words} "$@"\n`;
}
/** A word of a POSIX shell that stands for the text itself. */
function wrappers_quote(text) {
    return `'${text.replaceAll("'", "'\\''")}'`;
}

;// CONCATENATED MODULE: ./build/roots/place.js









/** How long a root of packages may be used before the index is asked again whether they are still the newest. */
const freshDays = 7;
/** The tool that a root is, in the tool store. */
function toolName(request) {
    return `cgo-cross-${request.id}`;
}
/** A short hash of all that is in a root. Two roots of one hash are the same, wherever they are. */
function contentHash(packages) {
    const content = packages.map((each) => `${each.name} ${each.sha256}`).join("\n");
    return shortHash(`${wrapperVersion}\n${content}`);
}
/**
 * A root's version: its main package's version for people, and the hash of its content. Go's build cache tells
 * compilers apart by their name and version line alone, so another content must have another name.
 */
function rootVersion(request, packages) {
    const main = mainVersion(request, packages);
    const [, major = "0", minor = "0", patch = "0"] = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(main.replace(/^\d+:/, "")) ?? [];
    return `${Number(major)}.${Number(minor)}.${Number(patch)}-h${contentHash(packages)}`;
}
function mainVersion({ content }, packages) {
    if (content.kind === "file") {
        return content.version;
    }
    return packages.find(({ name }) => matchesPackage(name, content.namedAfter))?.version ?? "";
}
/** The release that a request is for: its own, or the machine's. */
function place_releaseOf({ content }, own) {
    return (content.kind === "packages" ? content.release : undefined) ?? own;
}
/** Tells requests apart: what was asked for, and, of packages, of which release; not who asks for it. */
function requestHash({ kind, settings, content }, distribution) {
    const text = JSON.stringify([wrapperVersion, kind, settings, ...hashedContent(content, distribution)]);
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex");
}
function hashedContent(content, { id, version, codename }) {
    if (content.kind === "file") {
        return [content];
    }
    const files = content.files.map(({ paths, likely }) => ({ paths, likely }));
    return [{ ...content, release: undefined, files }, id, version, codename];
}
/**
 * Whether a root with this record may be used as it is: it is what the lock says, or else it is of this request and, if of
 * packages, was looked up lately.
 */
function serves(record, { request, distribution, locked }) {
    if (locked !== undefined) {
        return record.digest === locked.digest && contentHash(record.packages) === contentHash(locked.packages);
    }
    const oldest = Date.now() - freshDays * 24 * 3600 * 1000;
    const isFresh = request.content.kind === "file" || Date.parse(record.resolved) > oldest;
    return record.request === requestHash(request, distribution) && isFresh;
}
/** A root that an earlier run made on this disk, and that is still as it was made. */
async function findOnDisk(host, planned) {
    const found = [];
    for (const directory of await host.tools.find(toolName(planned.request))) {
        const record = await readRecord(directory);
        if (record !== undefined && serves(record, planned)) {
            found.push({ directory, record });
        }
    }
    found.sort((left, right) => (left.record.resolved < right.record.resolved ? 1 : -1));
    for (const { directory, record } of found) {
        const intact = await checkRoot(planned, directory, record);
        if (intact !== undefined) {
            return { directory, record: intact };
        }
        host.log.warning(`${planned.request.id}: ignoring ${directory}, whose files have changed since they were installed, and installing it again.`);
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
    return undefined;
}
/** A root of exactly these packages on this disk, however old, if it is as it was made. */
async function findContent(host, { request, kind }, packages) {
    const directory = host.tools.directory(toolName(request), rootVersion(request, packages));
    const found = await host.tools.find(toolName(request));
    const record = found.includes(directory) ? await readRecord(directory) : undefined;
    const intact = record && (await checkRoot({ request, kind }, directory, record));
    return intact && { directory, record: intact };
}
/**
 * The record of a root that is as it was made; undefined of one that is not. One that was copied or moved is made usable in
 * its new place.
 */
async function checkRoot(planned, directory, record) {
    switch (await compareWithRecord(directory, record)) {
        case "same":
            return record;
        case "moved":
            return finishRoot(planned, directory, { place: directory, record });
        case "changed":
            return undefined;
    }
}
/** Another fingerprint may only mean that the tools were copied or moved: then all files are read and compared. */
async function compareWithRecord(directory, record) {
    try {
        if (fingerprintRoot(directory) === record.fingerprint) {
            return "same";
        }
        return treeDigest(await listRoot(directory)) === record.digest ? "moved" : "changed";
    }
    catch {
        // A part is gone, or there is something that no root has.
        return "changed";
    }
}
/** Makes what is different in each place: the wrappers and the fingerprint. */
async function finishRoot({ request, kind }, directory, final) {
    const programs = await (0,promises_.readdir)((0,external_node_path_.join)(directory, "root/usr/bin")).catch(() => []);
    const content = contentHash(final.record.packages);
    await (0,promises_.rm)((0,external_node_path_.join)(directory, "bin"), { recursive: true, force: true });
    const wrappers = kind.wrappers?.({ directory: final.place, content, programs }, request.settings) ?? [];
    await writeWrappers(directory, wrappers);
    const record = { ...final.record, fingerprint: fingerprintRoot(directory) };
    await writeRecord(directory, record);
    return record;
}

;// CONCATENATED MODULE: ./build/roots/complete.js









/**
 * Does what is left to do once a root's files are unpacked, and gives the record of it.
 * @throws UserError where a file that it is required to hold is not in it, a link leads out of it, or it is not what the lock
 * says.
 */
async function completeRoot(root, { directory, packages, arch }) {
    const { request, kind, distribution } = root;
    const { multiarch } = hostAbi(arch);
    await linkHostLibraries(directory, multiarch);
    await checkFiles(root, directory);
    await kind.finish?.({ directory, multiarch, settings: request.settings });
    const entries = await listRoot(directory);
    const outward = findOutwardLink(entries);
    if (outward !== undefined) {
        throw new errors_UserError(`${request.id} is not used: its link ${outward.path} leads out of its directory, to ${outward.target}; please report it`);
    }
    const digest = treeDigest(entries);
    checkDigest(root, digest);
    return {
        schema: 2,
        request: requestHash(request, distribution),
        resolved: new Date().toISOString(),
        packages: packages.map(({ name, version, architecture, size, sha256 }) => ({
            name,
            version,
            architecture,
            size,
            sha256,
        })),
        digest,
    };
}
/** The usual packages of a file are those of a table, made for several releases; another release may have it elsewhere. */
async function checkFiles({ request: { content } }, directory) {
    const files = content.kind === "packages" ? content.files : [];
    for (const { what, paths, likely } of files) {
        const found = await Promise.all(paths.map((path) => exists((0,external_node_path_.join)(directory, "root", path))));
        if (likely !== undefined && !found.includes(true)) {
            throw new errors_UserError(`${likely} has no ${what} in this release; name the package that has it in \`libraries\``);
        }
    }
}
function checkDigest({ request, locked }, digest) {
    if (locked !== undefined && locked.digest !== digest) {
        const [same, them] = request.content.kind === "file" ? ["file is that", "it"] : ["packages are those", "them"];
        throw new errors_UserError(`${request.id}: the ${same} of ${lock_lockFile}, but this version of cgo-cross unpacks ${them} otherwise (digest ${digest}, the lock has ${locked.digest}); write the lock anew with \`cgo-cross lock\``);
    }
}

;// CONCATENATED MODULE: ./build/roots/install.js





/**
 * Makes a root in the tool store. It is made beside its final place, so that a run that is cancelled leaves nothing that
 * looks complete. Throws what `fill` throws, with nothing left behind.
 */
async function installRoot(host, { request, kind, packages, fill }) {
    const tool = toolName(request);
    const version = rootVersion(request, packages);
    const directory = host.tools.directory(tool, version);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(directory), { recursive: true });
    const partial = await (0,promises_.mkdtemp)(`${directory}.partial-`);
    host.temporaries.add(partial);
    try {
        await (0,promises_.chmod)(partial, 0o755);
        const record = await finishRoot({ request, kind }, partial, { place: directory, record: await fill(partial) });
        await putInPlace(partial, directory, record);
        await host.tools.complete(tool, version);
        return { directory, record: await renewRecord(directory, record) };
    }
    catch (error) {
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        await removeEmpty([(0,external_node_path_.dirname)(directory), (0,external_node_path_.dirname)((0,external_node_path_.dirname)(directory))]);
        throw error;
    }
    finally {
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        host.temporaries.delete(partial);
    }
}
/** Directories in which nothing was installed; those that are in use are not empty, and stay. */
async function removeEmpty(directories) {
    for (const directory of directories) {
        await (0,promises_.rmdir)(directory).catch(() => { });
    }
}
/** Where several runs make the same root, the first one's stays: it is as good as the others, and may be in use. */
async function putInPlace(partial, directory, record) {
    if ((await readRecord(directory))?.digest !== record.digest) {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
    try {
        await (0,promises_.rename)(partial, directory);
    }
    catch (error) {
        if ((await readRecord(directory)) === undefined) {
            throw error;
        }
    }
}
/** Records of a root in its place what it serves and when that was looked up. Its fingerprint stays as it is. */
async function renewRecord(directory, { request, resolved }) {
    const there = await readRecord(directory);
    if (there === undefined) {
        throw new errors_UserError(`${directory} was removed by another run; run again`);
    }
    const renewed = { ...there, request, resolved };
    await writeRecord(directory, renewed);
    return renewed;
}

;// CONCATENATED MODULE: ./build/roots/files.js










/** Fetches the roots among these that one file fills, known by its hash. Throws nothing: each is settled by itself. */
async function fetchFiles(host, roots, { arch, settle }) {
    const ofFiles = roots.flatMap((root) => {
        const { content } = root.request;
        return content.kind === "file" ? [{ ...root, content }] : [];
    });
    await Promise.all(ofFiles.map(async (root) => {
        const { request, content, locked } = root;
        try {
            const installed = await installFile(host, root, arch);
            const checked = locked === undefined ? "hash" : "lock";
            settle(request.id, { installed, source: "download", checked, bytesDownloaded: content.size });
        }
        catch (error) {
            settle(request.id, { error: asError(error) });
        }
    }));
}
/** The record and the lock list a file as they list a package. */
function files_describeFile({ name, version, size, sha256 }) {
    return { name, version, architecture: "all", size, sha256 };
}
/** Nothing is put into the tool store before the file is known to be the one that was planned. */
async function installFile(host, root, arch) {
    const { request, kind, content } = root;
    checkLocked(root);
    const file = (0,external_node_path_.join)(host.scratchDirectory, `${request.id}.${content.format}`);
    try {
        host.log.progress(`Fetching ${content.name} ${content.version}, ${units_byteSize(content.size)}…`);
        await host.tools.download(content.url, file);
        await checkFile(file, content);
        const packages = [files_describeFile(content)];
        const fill = async (directory) => {
            await unpackFile(host, { file, content, into: (0,external_node_path_.join)(directory, "root") });
            return completeRoot(root, { directory, packages, arch });
        };
        return await installRoot(host, { request, kind, packages, fill });
    }
    finally {
        await (0,promises_.rm)(file, { force: true });
    }
}
/** The plan has one file, so that a lock with another can never be met. */
function checkLocked({ request, content, locked }) {
    if (locked !== undefined && !locked.packages.some(({ sha256 }) => sha256 === content.sha256)) {
        const names = locked.packages.map(({ name, version }) => `${name} ${version}`).join(", ") || "nothing";
        throw new errors_UserError(`${lock_lockFile} has ${names} for ${request.id}, but this version of cgo-cross installs ${content.name} ${content.version}, another file; write the lock anew with \`cgo-cross lock\``);
    }
}
async function checkFile(file, { url, size, sha256 }) {
    const found = await (0,promises_.stat)(file);
    const hash = found.size === size ? await hashFile(file) : undefined;
    if (hash !== sha256) {
        const reason = hash === undefined
            ? `it has ${found.size} bytes instead of ${size}`
            : `its SHA-256 is ${hash} instead of ${sha256}`;
        throw new errors_UserError(`${url} is not used: ${reason}; try again, and report it if it stays so`);
    }
}
async function unpackFile(host, { file, content, into }) {
    await makeDirectory(into);
    if (content.format === "plain") {
        await (0,promises_.copyFile)(file, (0,external_node_path_.join)(into, (0,external_node_path_.basename)(content.name)));
        await (0,promises_.chmod)((0,external_node_path_.join)(into, (0,external_node_path_.basename)(content.name)), 0o755);
        return;
    }
    const command = content.format === "zip"
        ? { file: "unzip", args: ["-q", file, "-d", into] }
        : { file: "tar", args: ["--extract", "--no-same-owner", "--file", file, "--directory", into] };
    const done = await host.processes.run(command);
    if (done.exitCode !== 0) {
        const reason = done.stderr.trim().split("\n").slice(0, 3).join(" ").slice(0, 300);
        const needs = content.format === "tar.xz" ? "xz is installed and " : "";
        throw new errors_UserError(`${content.name} ${content.version} could not be unpacked by ${command.file}: ${reason}; see that ${needs}the disk has room`);
    }
    await setModes(into);
}
/** The modes of what was unpacked depend on the umask, and would be part of the digest; none is to run with other rights. */
async function setModes(directory) {
    for (const entry of await (0,promises_.readdir)(directory, { recursive: true, withFileTypes: true })) {
        const path = (0,external_node_path_.join)(entry.parentPath, entry.name);
        if (entry.isDirectory()) {
            await (0,promises_.chmod)(path, 0o755);
        }
        else if (entry.isFile()) {
            await (0,promises_.chmod)(path, ((await (0,promises_.lstat)(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
        }
    }
}

;// CONCATENATED MODULE: ./build/roots/resolve.js




/**
 * Finds out what roots of one release and architecture are made of: what the lock says, or what the archive's index has
 * today. All are looked up together, which is quickest; one by one where something that cannot be had spoils it for all.
 */
async function resolve_resolveRoots(archive, roots, distribution) {
    const locked = roots.filter((root) => root.locked !== undefined);
    const open = roots.filter((root) => root.locked === undefined);
    const fromLock = await Promise.all(locked.map((root) => resolveLocked(archive, root, distribution)));
    return open.length === 0 ? fromLock : [...fromLock, ...(await resolveOpen(archive, open, distribution))];
}
/** The packages of the lock, to the byte, as far as the archive still has them. */
async function resolveLocked(archive, root, { title }) {
    const asked = root.locked?.packages ?? [];
    const listed = await archive.find(asked);
    const packages = asked.flatMap(({ name, sha256 }) => listed.find((one) => one.name === name && one.sha256 === sha256) ?? []);
    const gone = asked.filter(({ name }) => !packages.some((one) => one.name === name));
    if (gone.length === 0) {
        return { kind: "found", root, packages };
    }
    const names = gone.map(({ name, version }) => `${name} ${version}`).join(", ");
    const sentence = `${lock_lockFile} asks for ${names}, which ${title} no longer has: refresh it with \`cgo-cross lock\`, or add the distribution's snapshot archive of that time to the apt sources`;
    return { kind: "failed", root, error: new errors_UserError(sentence) };
}
async function resolveOpen(archive, roots, distribution) {
    const { named, failed, together } = await nameAndResolve(archive, roots, distribution);
    const found = [];
    for (const { root, packages } of named) {
        try {
            const answer = together ?? (await archive.resolve(packages));
            found.push(describeAnswer({ root, packages }, answer, distribution));
        }
        catch (error) {
            found.push({ kind: "failed", root, error: asError(error) });
        }
    }
    return [...failed, ...found];
}
function describeAnswer({ root, packages }, answer, { title }) {
    const lacking = packages.filter((name) => answer.missing.includes(name));
    if (lacking.length > 0) {
        const sentence = `${title} has no package ${lacking.join(", ")}; build this target on a newer release`;
        return { kind: "failed", root, error: new UnavailableError(sentence) };
    }
    return { kind: "found", root, packages: selectPackages({ ...root.content, packages }, answer.packages) };
}
/** Names the packages of all roots and looks them up together; a usual package that is not to be had is looked for by file. */
async function nameAndResolve(archive, roots, distribution) {
    const absent = new Set();
    const likely = roots.flatMap(({ content }) => content.files.flatMap((file) => file.likely ?? []));
    for (;;) {
        const { named, failed } = await nameFiles(archive, roots, { distribution, absent });
        const names = [...new Set(named.flatMap(({ packages }) => packages))];
        const together = await resolveTogether(archive, names);
        const missing = together?.missing.filter((name) => likely.includes(name)) ?? [];
        if (missing.every((name) => absent.has(name))) {
            return { named, failed, together };
        }
        missing.forEach((name) => void absent.add(name));
    }
}
/** Undefined where something spoils it for all: what that is, is found when each is looked up alone. */
async function resolveTogether(archive, names) {
    try {
        return await archive.resolve(names);
    }
    catch (error) {
        if (error instanceof errors_UserError) {
            return undefined;
        }
        throw error;
    }
}
/** The packages of each root by name: those that were asked for, and those that hold the files that were. */
async function nameFiles(archive, roots, { distribution: { title }, absent }) {
    const isOpen = ({ likely }) => likely === undefined || absent.has(likely);
    const paths = roots.flatMap(({ content }) => content.files.filter(isOpen).flatMap((file) => file.paths));
    const lookup = await lookUpOwners(archive, paths);
    const { naming } = archive;
    const named = [];
    const failed = [];
    for (const root of roots) {
        const { packages: asked, files } = root.content;
        const packages = [...asked, ...files.flatMap((file) => (isOpen(file) ? [] : (file.likely ?? [])))];
        try {
            const chosen = chooseOwners({ packages, requirements: files.filter(isOpen), lookup, naming, title });
            named.push({ root, packages: [...new Set([...packages, ...chosen])].sort() });
        }
        catch (error) {
            failed.push({ kind: "failed", root, error: asError(error) });
        }
    }
    return { named, failed };
}
/** What a root takes of packages that were resolved for several together. */
function selectPackages({ packages, selection }, resolved) {
    const { follow, skip, take, drop, beside = [] } = selection;
    const isFollowed = (each) => packages.includes(each.name) || ((follow === "all" || isLibrary(each)) && !matchesPackage(each.name, skip));
    const isTaken = ({ name }) => (take === undefined || matchesPackage(name, take)) && !matchesPackage(name, drop);
    const taken = closure(packages, resolved, (each) => !isFollowed(each)).filter(isTaken);
    const wanted = new Set(taken.filter(isDevelopment).flatMap(({ depends }) => depends.flat()));
    const others = resolved.filter((each) => wanted.has(each.name) && matchesPackage(each.name, beside));
    return resolve_byName([...new Set([...taken, ...others])]);
}
function resolve_byName(packages) {
    return [...packages].sort((left, right) => (left.name < right.name ? -1 : 1));
}
/** A library's package may depend on programs (debconf, perl), which would be of no use to a linker. */
function isLibrary(each) {
    const { section, coinstallable } = each;
    return coinstallable || isDevelopment(each) || section === "libs" || section === "libdevel";
}
function isDevelopment({ name }) {
    return name.endsWith("-dev");
}

;// CONCATENATED MODULE: ./build/roots/unpack.js





/** Where Debian's merged /usr expects links; they belong to base-files, which no root has. */
const mergedUsr = ["bin", "lib", "lib32", "lib64", "libx32", "sbin"];
/** What no build uses. */
const unused = ["usr/share/doc", "usr/share/man", "usr/share/info", "usr/share/locale", "usr/share/lintian"];
/**
 * Unpacks packages into `directory`/root. Every package's file is hashed right before it is opened: wherever it came from (a
 * mirror or a cache), nothing but what the signed index lists gets in. Throws a UserError otherwise, naming the package.
 */
async function unpackPackages(host, directory, content) {
    const root = (0,external_node_path_.join)(directory, "root");
    await makeDirectory(root);
    await makeDirectory((0,external_node_path_.join)(root, "usr"));
    const limit = makeLimit(host.cpus);
    const unpacked = content.packages.map(async (each) => {
        await content.ready?.(each);
        await limit(() => unpackPackage(root, { ...content, each }));
    });
    // All have ended before this fails, so that none writes into a directory that is removed.
    const failed = (await Promise.allSettled(unpacked)).find((each) => each.status === "rejected");
    if (failed !== undefined) {
        throw failed.reason;
    }
    for (const name of mergedUsr) {
        await mergeIntoUsr(root, name);
    }
    await makeLinksRelative(root);
    await removeUnused(root);
}
async function unpackPackage(root, { each, downloads, archive, keepsLists }) {
    const file = (0,external_node_path_.join)(downloads, each.file);
    const sha256 = await hashFile(file);
    if (sha256 !== each.sha256) {
        throw new errors_UserError(`${each.file} has the SHA-256 ${sha256}, and the signed index lists ${each.sha256}; try again, since the mirror may be changing, or use another mirror`);
    }
    await archive.unpack(file, root);
    if (keepsLists === true) {
        const paths = await archive.listFiles(file);
        const libraries = paths.filter((path) => path.includes(".so") || path.endsWith(".a"));
        const list = (0,external_node_path_.join)(root, packageLists, each.name);
        await (0,promises_.mkdir)((0,external_node_path_.join)(root, packageLists), { recursive: true });
        await (0,promises_.writeFile)(list, libraries.join("\n"));
        await (0,promises_.chmod)(list, 0o644);
    }
}
/** After unpacking, since dpkg-deb of Debian 12 replaces a link that is there by a package's own `/lib`. */
async function mergeIntoUsr(root, name) {
    const into = (0,external_node_path_.join)(root, "usr", name);
    if (!(await isDirectory(into))) {
        await makeDirectory(into);
    }
    if (await isDirectory((0,external_node_path_.join)(root, name))) {
        await moveInto((0,external_node_path_.join)(root, name), into);
    }
    await (0,promises_.rm)((0,external_node_path_.join)(root, name), { recursive: true, force: true });
    await (0,promises_.symlink)((0,external_node_path_.join)("usr", name), (0,external_node_path_.join)(root, name));
}
async function moveInto(from, to) {
    for (const name of await (0,promises_.readdir)(from)) {
        const [source, target] = [(0,external_node_path_.join)(from, name), (0,external_node_path_.join)(to, name)];
        if ((await isDirectory(source)) && (await isDirectory(target))) {
            await moveInto(source, target);
        }
        else {
            await (0,promises_.rename)(source, target);
        }
    }
}
/** False of a link to one. */
async function isDirectory(path) {
    return (0,promises_.lstat)(path).then((found) => found.isDirectory(), () => false);
}
/** A link to an absolute path means the root's own, as it would if the packages were installed; here it would leave it. */
async function makeLinksRelative(root) {
    const entries = await (0,promises_.readdir)(root, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isSymbolicLink())) {
        const link = (0,external_node_path_.join)(entry.parentPath, entry.name);
        const target = await (0,promises_.readlink)(link);
        if (target.startsWith("/")) {
            await (0,promises_.rm)(link);
            await (0,promises_.symlink)((0,external_node_path_.relative)((0,external_node_path_.dirname)(link), (0,external_node_path_.join)(root, target)), link);
        }
    }
}
async function removeUnused(root) {
    for (const path of unused) {
        await (0,promises_.rm)((0,external_node_path_.join)(root, path), { recursive: true, force: true });
    }
    for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(root, "usr/bin"))) {
        if (name.includes("lto-dump")) {
            await (0,promises_.rm)((0,external_node_path_.join)(root, "usr/bin", name));
        }
    }
}

;// CONCATENATED MODULE: ./build/roots/packages.js











/** Fetches the roots among these that packages fill. Throws nothing: each root is settled by itself. */
async function fetchPackages(host, roots, options) {
    const ofPackages = roots.flatMap((root) => {
        const { content } = root.request;
        return content.kind === "packages" ? [{ ...root, content }] : [];
    });
    await Promise.all(groupRoots(ofPackages).map((group) => fetchGroup(host, group, options)));
}
/** The packages of each archive, release and architecture are resolved among themselves. */
function groupRoots(roots) {
    const groups = new Map();
    for (const root of roots) {
        const { archive, architecture } = root.content;
        const key = `${archive} ${root.distribution.codename} ${architecture ?? ""}`;
        groups.set(key, [...(groups.get(key) ?? []), root]);
    }
    return [...groups.values()];
}
/** A failure with one group's packages does not concern the others. */
async function fetchGroup(host, roots, options) {
    const { archive } = options.machine;
    try {
        if (archive.kind === "missing") {
            throw new UnavailableError(archive.reason);
        }
        await fetchRoots(host, roots, options);
    }
    catch (error) {
        for (const { request } of roots) {
            options.settle(request.id, { error: asError(error) });
        }
    }
}
/** Looks up what the roots are made of, downloads it, and unpacks each root as soon as its packages are there. */
async function fetchRoots(host, roots, options) {
    host.log.progress("Refreshing the package index…");
    const archive = await openFor(host, roots);
    const distribution = roots[0]?.distribution ?? options.distribution;
    host.temporaries.add(host.stagingDirectory);
    await (0,promises_.mkdir)(host.stagingDirectory, { recursive: true });
    const unpacking = [];
    for (const resolved of await resolve_resolveRoots(archive, roots, distribution)) {
        const { id } = resolved.root.request;
        if (resolved.kind === "failed") {
            options.settle(id, { error: resolved.error });
        }
        else if (!(await reuse(host, resolved, options))) {
            const downloads = startDownload(host, archive, resolved.packages);
            // Not waited for: the next root's packages are downloaded while this one is unpacked.
            unpacking.push(unpackPart(host, resolved, { ...options, archive, downloads }));
            // Its failure is that of the root that it was for.
            await downloads.all.catch(() => { });
        }
    }
    await Promise.all(unpacking);
}
/** The archive of the release and architecture that all of these are of, with its index refreshed. */
async function openFor(host, roots) {
    const [first] = roots;
    if (first === undefined) {
        throw new Error("there is no root to open an archive for");
    }
    const { archive: id, architecture } = first.content;
    const directory = (0,external_node_path_.join)(host.scratchDirectory, `${id}-${first.distribution.codename}-${architecture ?? "own"}`);
    const archive = await findArchive(id).open(host, first.distribution, { directory, architecture });
    await archive.update();
    return archive;
}
/** Takes a root that is here already; false where there is none, and true where it is settled. */
async function reuse(host, part, options) {
    const { id } = part.root.request;
    try {
        const same = await findSame(host, part, options);
        if (same !== undefined) {
            options.settle(id, { ...same, checked: "index", bytesDownloaded: 0 });
        }
        return same !== undefined;
    }
    catch (error) {
        options.settle(id, { error: asError(error) });
        return true;
    }
}
/** Exactly these packages, on the disk or in the cache, looked up too long ago to be used without asking the index. */
async function findSame(host, { root, packages }, { cached }) {
    const { request, distribution } = root;
    const renewed = { request: requestHash(request, distribution), resolved: new Date().toISOString() };
    const onDisk = await findContent(host, root, packages);
    if (onDisk !== undefined) {
        return { installed: { ...onDisk, record: await renewRecord(onDisk.directory, renewed) }, source: "disk" };
    }
    const record = cached.record(request.id);
    if (record === undefined || contentHash(record.packages) !== contentHash(packages) || root.locked !== undefined) {
        return undefined;
    }
    const installed = await cached.install(request);
    return installed === undefined
        ? undefined
        : { installed: { ...installed, record: await renewRecord(installed.directory, renewed) }, source: "cache" };
}
/** Downloads what is not there yet, or is not what the index lists. */
function startDownload(host, archive, packages) {
    const onProgress = (progress) => host.log.progress(describeProgress(progress));
    return trackDownloads(packages, (onPackage) => archive.download(packages, host.stagingDirectory, { onPackage, onProgress }));
}
async function unpackPart(host, { root, packages }, options) {
    const { request, kind, locked, content } = root;
    const { downloads, archive, machine, settle } = options;
    const fill = async (directory) => {
        const { keepsLists } = content;
        const { ready } = downloads;
        await unpackPackages(host, directory, { packages, downloads: host.stagingDirectory, archive, keepsLists, ready });
        return completeRoot(root, { directory, packages, arch: machine.arch });
    };
    try {
        const installed = await installRoot(host, { request, kind, packages, fill });
        const bytesDownloaded = (await downloads.all).reduce((sum, each) => sum + each.size, 0);
        const checked = locked === undefined ? "index" : "lock";
        settle(request.id, { installed, source: "download", checked, bytesDownloaded });
    }
    catch (error) {
        settle(request.id, { error: asError(error) });
    }
}
/** Asks the signed index what roots would be made of, and fetches none of it. Throws where no index can be had. */
async function packages_lookUpRoots(host, requests, distribution) {
    const roots = [];
    const found = [];
    for (const request of requests) {
        const { id, content } = request;
        if (content.kind === "file") {
            found.push({ kind: "found", id, packages: [describeFile(content)] });
        }
        else {
            const release = releaseOf(request, distribution);
            roots.push({ request, kind: { kind: request.kind }, distribution: release, locked: undefined, content });
        }
    }
    for (const group of groupRoots(roots)) {
        const archive = await openFor(host, group);
        const resolved = await resolveRoots(archive, group, group[0]?.distribution ?? distribution);
        found.push(...resolved.map(describeResolved));
    }
    return found;
}
function describeResolved(resolved) {
    const { id } = resolved.root.request;
    return resolved.kind === "found"
        ? { kind: "found", id, packages: resolved.packages }
        : { kind: "failed", id, error: resolved.error };
}

;// CONCATENATED MODULE: ./build/roots/kind.js
/** The kind with this name. Throws where there is none: requests and kinds come from the same hands. */
function rootKind(kinds, kind) {
    const found = kinds.find((each) => each.kind === kind);
    if (found === undefined) {
        throw new Error(`no kind of root is named ${kind}`);
    }
    return found;
}

;// CONCATENATED MODULE: ./build/roots/tree-archive.js




// As one object, since older Node versions, which have no cache to use it for, lack some of its functions.



/** An archive that is damaged, or was not made by writeTreeArchive. The message says what is wrong, and where. */
class DamagedArchive extends Error {
    name = "DamagedArchive";
}
/*
 * The file is tar with zstd, which `tar --zstd --ignore-zeros` unpacks: the entries of each tree in several tars, each
 * compressed by itself, so that several are read at once; then, in a frame that zstd skips (RFC 8878, 3.1.2), the list
 * of everything and its length. The list decides: modes and links in the tars are for other programs.
 */
const skippable = 0x184d2a50;
const partSize = 4 << 20;
/** Of one part, which has at least one whole file: the largest compilers have 40 MB. */
const partLimit = 1 << 30;
/** The most that tar adds to a file or a part: headers, those for long paths too, and padding. */
const tarOverhead = 16 << 10;
/** Larger than any real list: the largest seen, of thirty compilers, has 30 MB. */
const listLimit = 256 << 20;
const compress = (bytes) => (0,external_node_util_.promisify)(external_node_zlib_.zstdCompress)(bytes);
/** @param chunkSize Of the result, where its size is known: joining many chunks takes as long as decompressing them. */
const decompress = (bytes, maxOutputLength, chunkSize = 1 << 20) => (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress)(bytes, { maxOutputLength, chunkSize });
/** Writes trees into one file. A file that changed since it was listed makes an archive that does not unpack. */
async function writeTreeArchive(file, trees) {
    await (0,promises_.writeFile)(file, "");
    const limit = makeLimit(4);
    const listed = [];
    let at = 0;
    for (const tree of trees) {
        const parts = [];
        const packed = splitEntries(tree.entries).map((entries) => limit(() => packPart(tree, entries)));
        for (const { compressed, size } of await settle(packed)) {
            await (0,promises_.appendFile)(file, compressed);
            parts.push({ at, bytes: compressed.length, size });
            at += compressed.length;
        }
        const { name, about, entries } = tree;
        listed.push({ name, about, digest: treeDigest(entries), entries, parts });
    }
    const list = await compress(Buffer.from(JSON.stringify(listed)));
    const [before, after] = frameList(list.length);
    await (0,promises_.appendFile)(file, Buffer.concat([before, list, after]));
}
function splitEntries(entries) {
    const parts = [[]];
    let size = 0;
    for (const entry of entries) {
        size += sizeOf(entry);
        if (size > partSize) {
            parts.push([]);
            size = sizeOf(entry);
        }
        parts.at(-1)?.push(entry);
    }
    return parts;
}
function sizeOf(entry) {
    return entry.kind === "file" ? entry.size : 0;
}
async function packPart({ name: tree, directory }, entries) {
    const { pack } = await __nccwpck_require__.e(/* import() */ 118).then(__nccwpck_require__.t.bind(__nccwpck_require__, 56118, 19));
    const tar = pack();
    for (const entry of entries) {
        const header = { name: `${tree}/${entry.path}`, mtime: new Date(0) };
        if (entry.kind === "file") {
            tar.entry({ ...header, mode: entry.mode }, await (0,promises_.readFile)((0,external_node_path_.join)(directory, entry.path)));
        }
        else if (entry.kind === "directory") {
            tar.entry({ ...header, mode: entry.mode, type: "directory" });
        }
        else {
            tar.entry({ ...header, linkname: entry.target, type: "symlink" });
        }
    }
    tar.finalize();
    const bytes = await collect(tar);
    return { compressed: await compress(bytes), size: bytes.length };
}
/** @param stream Of buffers, which the types of tar-stream do not say. */
async function collect(stream) {
    const chunks = [];
    for await (const chunk of stream) {
        chunks.push(chunk);
    }
    const [first] = chunks;
    return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}
/** Waits for all, so that nothing is still at work where one has failed and the caller cleans up. */
async function settle(work) {
    await Promise.allSettled(work);
    return Promise.all(work);
}
/** What comes before and after the list. */
function frameList(length) {
    const words = Buffer.alloc(12);
    [skippable, length + 4, length].forEach((word, index) => void words.writeUInt32LE(word, index * 4));
    return [words.subarray(0, 8), words.subarray(8)];
}
/** Opens an archive and reads its list. Throws DamagedArchive on anything that writeTreeArchive would not have written. */
async function openTreeArchive(file) {
    const trees = await readList(file);
    return {
        trees,
        unpack: async (name, to) => {
            const tree = trees.find((each) => each.name === name);
            if (tree === undefined) {
                throw new DamagedArchive(`the archive has no tree named ${name}`);
            }
            await unpackTree(file, tree, to);
        },
    };
}
async function readList(file) {
    const { size } = await (0,promises_.stat)(file);
    try {
        const length = (await readRange(file, size - 4, 4)).readUInt32LE();
        const frame = await readRange(file, size - length - 12, length + 8);
        if (!frame.subarray(0, 8).equals(frameList(length)[0])) {
            throw new Error("there is no list at its end");
        }
        const list = await decompress(frame.subarray(8), listLimit);
        const trees = JSON.parse(list.toString());
        trees.forEach(checkTree);
        return trees;
    }
    catch (error) {
        throw asDamaged("the archive is incomplete, or has another format", error);
    }
}
async function readRange(file, start, length) {
    const range = { start, end: start + length - 1, highWaterMark: Math.min(length, partLimit) };
    const bytes = await collect((0,external_node_fs_.createReadStream)(file, range));
    if (bytes.length !== length) {
        throw new Error(`there are no ${length} bytes at ${start}`);
    }
    return bytes;
}
function asDamaged(message, cause) {
    return cause instanceof DamagedArchive ? cause : new DamagedArchive(message, { cause });
}
/** The list is as untrusted as the rest: paths stay inside, links too, parents are real directories, the digest fits. */
function checkTree({ name, entries, digest, parts }) {
    const directories = new Set(["."]);
    const seen = new Set();
    for (const entry of entries) {
        const damage = findDamage(entry) ?? (seen.has(entry.path) ? "is listed twice" : undefined);
        if (damage !== undefined || !directories.has((0,external_node_path_.dirname)(entry.path))) {
            const path = JSON.stringify(entry.path) ?? "an entry";
            throw new DamagedArchive(`${name}: ${path} ${damage ?? "is in no directory of the tree"}`);
        }
        seen.add(entry.path);
        if (entry.kind === "directory") {
            directories.add(entry.path);
        }
    }
    if (treeDigest(entries) !== digest) {
        throw new DamagedArchive(`${name}: the list of files does not match its recorded digest`);
    }
    const most = entries.reduce((sum, entry) => sum + sizeOf(entry) + tarOverhead, tarOverhead);
    const sizes = parts.map(({ size }) => (Number.isInteger(size) && size >= 0 && size <= partLimit ? size : Infinity));
    if (sizes.reduce((sum, size) => sum + size, 0) > most) {
        throw new DamagedArchive(`${name}: the archive has more bytes than its list of files`);
    }
}
/** What is wrong with an entry by itself. */
function findDamage(entry) {
    const { path } = entry;
    if (typeof path !== "string" || path.includes("\0") || path.split("/").some((part) => /^\.{0,2}$/.test(part))) {
        return "is not a path inside the tree";
    }
    if (entry.kind === "link") {
        return leaves(path, entry.target) ? `is a link out of the tree, to ${JSON.stringify(entry.target)}` : undefined;
    }
    if (entry.kind !== "directory" && !(entry.kind === "file" && Number.isInteger(entry.size) && entry.size >= 0)) {
        return "is neither a file nor a directory nor a link";
    }
    const isMode = Number.isInteger(entry.mode) && (entry.mode & ~0o777) === 0;
    return isMode ? undefined : "has a mode with more than permission bits";
}
function leaves(path, target) {
    if (typeof target !== "string" || target === "" || target.includes("\0") || target.startsWith("/")) {
        return true;
    }
    return (0,external_node_path_.normalize)((0,external_node_path_.join)((0,external_node_path_.dirname)(path), target)).split("/")[0] === "..";
}
async function unpackTree(file, { name, entries, parts }, to) {
    (0,external_node_fs_.mkdirSync)(to.directory, { recursive: true });
    const directories = entries.filter((entry) => entry.kind === "directory");
    const files = new Map(entries.flatMap((entry) => (entry.kind === "file" ? [[`${name}/${entry.path}`, entry]] : [])));
    for (const { path, mode } of directories) {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(to.directory, path), { mode: mode | 0o700 });
    }
    const limit = makeLimit(4);
    const unpackPart = async (part) => {
        const contents = await readPart(file, part, files);
        await settle(contents.map((each) => writeNew(each, to)));
    };
    await settle(parts.map((part) => limit(() => unpackPart(part))));
    for (const path of files.keys()) {
        throw new DamagedArchive(`${JSON.stringify(path)} is missing from the archive`);
    }
    for (const entry of entries) {
        if (entry.kind === "link") {
            (0,external_node_fs_.symlinkSync)(entry.target, (0,external_node_path_.join)(to.directory, entry.path));
        }
    }
    for (const { path, mode } of directories) {
        // Past the umask, under which it was made.
        (0,external_node_fs_.chmodSync)((0,external_node_path_.join)(to.directory, path), mode);
    }
}
/** Reads the files of a part, and removes them from those that are still missing. */
async function readPart(file, { at, bytes, size }, missing) {
    const { extract } = await __nccwpck_require__.e(/* import() */ 118).then(__nccwpck_require__.t.bind(__nccwpck_require__, 56118, 19));
    const contents = [];
    try {
        const tar = extract();
        tar.end(await decompress(await readRange(file, at, bytes), size, size));
        for await (const member of tar) {
            const { name, type } = member.header;
            // Also where it is not used, since tar-stream waits until it is read.
            const content = await collect(member);
            if (type !== "file") {
                continue;
            }
            const entry = missing.get(name);
            if (entry?.size !== content.length || entry.sha256 !== sha256(content)) {
                throw new DamagedArchive(`the content of ${JSON.stringify(name)} does not match its recorded SHA-256`);
            }
            missing.delete(name);
            contents.push({ entry, content });
        }
        return contents;
    }
    catch (error) {
        throw asDamaged("a part of the archive cannot be read", error);
    }
}
const openFile = (0,external_node_util_.promisify)(external_node_fs_.open);
/**
 * Never over something that is there. Many are created at once, since creating a file is what takes time; the rest is
 * done sooner than scheduled.
 */
async function writeNew({ entry: { path, mode }, content }, { directory, mtime }) {
    const descriptor = await openFile((0,external_node_path_.join)(directory, path), "wx", mode);
    try {
        (0,external_node_fs_.writeFileSync)(descriptor, content);
        // Past the umask, under which it was made.
        (0,external_node_fs_.fchmodSync)(descriptor, mode);
        if (mtime !== undefined) {
            (0,external_node_fs_.futimesSync)(descriptor, mtime, mtime);
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}

;// CONCATENATED MODULE: ./build/roots/cache.js












/** A short name of what a lock says about some roots, for keys. */
function lockHash(roots) {
    const lines = Object.entries(roots)
        .map(([id, { digest }]) => `${id} ${digest}`)
        .sort();
    return shortHash(lines.join("\n"));
}
const week = () => Math.floor(Date.now() / (freshDays * 24 * 3600 * 1000));
function makeKeys(host, { requests, distribution, lock }) {
    const hashes = requests.map((request) => requestHash(request, place_releaseOf(request, distribution))).sort();
    const set = shortHash(hashes.join("\n"));
    const release = [host.os, host.arch, distribution.id, distribution.version || distribution.codename];
    const any = `cgo-cross-roots-3-${release.join("-")}-${set}-`;
    const stamp = lock === undefined ? `week${week()}` : `lock${lockHash(lock)}`;
    const asked = requests.map((request) => `${request.id} (${root_request_requestedNames(request).join(", ")})`);
    const parts = [
        `format 3, on ${release.join(" ")}`,
        `${set}: ${asked.join("; ")}`,
        lock === undefined
            ? `week${week()}: packages are looked up again every ${freshDays} days`
            : `${stamp}: the digests in the lock`,
    ];
    return { any, current: `${any}${stamp}-`, parts };
}
/** Looks a set of roots up, once, and logs the result. Never throws: without the cache everything is downloaded. */
async function restoreRoots(host, use, set) {
    if (use.kind === "off" || !host.cache.available) {
        const reason = use.kind === "off" ? use.reason : (host.cache.reason ?? "the job has none");
        const line = `Cache: toolchains are neither restored nor saved: ${reason}.`;
        // On a runner, that the cache is not available is nobody's choice.
        if (host.kind === "github" && use.kind === "on") {
            host.log.warning(line);
        }
        else {
            host.log.info(line);
        }
        return { kind: "off" };
    }
    const keys = makeKeys(host, set);
    host.log.group(`Cache: toolchains, by the key ${keys.current}`, keys.parts);
    const path = await prepareFile(host);
    const restoreKeys = set.lock === undefined ? [keys.current, keys.any] : [keys.current];
    const restored = await host.cache.restore({ path, key: keys.current, restoreKeys });
    switch (restored.kind) {
        case "unavailable":
            host.log.warning(`The cache could not be read, so the toolchains are downloaded: ${restored.reason}`);
            return { kind: "off" };
        case "miss":
            host.log.info("Cache: no toolchains found.");
            return { kind: "miss" };
        case "damaged":
            cache_refuse(host, keys.current, restored.reason);
            return { kind: "refused" };
        default:
            return openRestored(host, path, { key: restored.key, current: keys.current, kinds: set.kinds });
    }
}
async function openRestored(host, path, keys) {
    try {
        return { kind: "restored", roots: describeRestored(host, await openTreeArchive(path), { ...keys, path }) };
    }
    catch (error) {
        cache_refuse(host, keys.key, describeRefusal(error));
        return { kind: "refused" };
    }
}
/** The reason of a refusal: what is wrong with the entry, or a fault of ours with all that a report of it needs. */
function describeRefusal(error) {
    return error instanceof DamagedArchive ? error.message : describeForWarning(error);
}
/** Warns that an entry is not used, with the reason, and tells how to be rid of it. */
function cache_refuse(host, key, reason) {
    host.log.warning(`Ignoring the cached toolchains and downloading them again: ${reason}. If this happens again, delete the cache entry ${key}`);
}
async function prepareFile(host) {
    host.temporaries.add(host.stagingDirectory);
    await (0,promises_.mkdir)(host.stagingDirectory, { recursive: true });
    return (0,external_node_path_.join)(host.stagingDirectory, "roots.tar.zst");
}
function describeRestored(host, archive, { path, key, current, kinds }) {
    const records = new Map(archive.trees.map((tree) => [tree.name, readListed(tree)]));
    host.log.info(`Cache: toolchains restored from ${key}.`);
    return {
        key,
        current: key.startsWith(current),
        record: (id) => records.get(id),
        install: async (request) => {
            const found = records.get(request.id);
            if (found === undefined) {
                throw new DamagedArchive(`the archive has no tree named ${request.id}`);
            }
            const fill = async (directory) => {
                await archive.unpack(request.id, { directory });
                await makeDirectory((0,external_node_path_.join)(directory, "host-lib"));
                return found;
            };
            const kind = rootKind(kinds, request.kind);
            return installRoot(host, { request, kind, packages: found.packages, fill });
        },
        close: () => (0,promises_.rm)(path, { force: true }),
    };
}
/** What an archive says of a root. Throws where it is nothing that saveRoots would have said. */
function readListed({ name, about, digest }) {
    const record = parseRecord(about);
    if (record?.digest !== digest) {
        throw new DamagedArchive(`${name}: its record does not match its content`);
    }
    return record;
}
/**
 * Saves a set of roots as one entry. Never throws.
 * @param refused An entry was found that could not be used, and may have the same key: this one gets a longer key.
 */
async function saveRoots(host, set, { roots, refused }) {
    const keys = makeKeys(host, set);
    const path = await prepareFile(host);
    try {
        host.log.progress("Packing toolchains for the cache…");
        const digests = roots.map(({ installed }) => installed.record.digest).sort();
        const content = shortHash(digests.join());
        const key = `${keys.current}${content}${refused ? `-${Date.now().toString(36)}` : ""}`;
        await (0,promises_.rm)(path, { force: true });
        const trees = await Promise.all(roots.map(async ({ request, installed: { directory, record } }) => {
            const entries = await listRoot(directory);
            return { name: request.id, directory, entries, about: record };
        }));
        await writeTreeArchive(path, trees);
        const { size } = await (0,promises_.stat)(path);
        const saved = await host.cache.save({ path, key, restoreKeys: [] });
        if (saved.kind === "saved") {
            host.log.info(`Cache: toolchains saved as ${key}, ${units_byteSize(size)}.`);
        }
        else {
            host.log.warning(`The cache could not be written, so the next run downloads again: ${saved.reason}`);
        }
    }
    catch (error) {
        host.log.warning(`The cache could not be written, so the next run downloads again: ${describeForWarning(error)}`);
    }
    finally {
        // The disk may be full because of it.
        await (0,promises_.rm)(path, { force: true });
    }
}

;// CONCATENATED MODULE: ./build/roots/restored.js

/** What was restored from the cache; an entry that was found to be damaged is not used any more. */
class CachedRoots {
    #host;
    #restored;
    #refused;
    constructor(host, restored, refused) {
        this.#host = host;
        this.#restored = restored;
        this.#refused = refused;
    }
    /** An entry was restored that is not used. */
    get refused() {
        return this.#refused;
    }
    /** What the entry says of a root; undefined where it has none of that name, or is not used. */
    record(id) {
        return this.#refused ? undefined : this.#restored?.record(id);
    }
    /** Installs a root from the cache; undefined where that cannot be, with a warning where the entry is damaged. */
    async install(request) {
        if (this.#restored === undefined || this.#refused) {
            return undefined;
        }
        try {
            return await this.#restored.install(request);
        }
        catch (error) {
            cache_refuse(this.#host, this.#restored.key, describeRefusal(error));
            this.#refused = true;
            return undefined;
        }
    }
}

;// CONCATENATED MODULE: ./build/roots/roots.js








/** Starts to ensure that roots are there: from the disk, from the cache, or fetched. Throws nothing. */
function roots_ensureRoots(host, requests, options) {
    const { settle, of, installed } = makeOutcomes(requests);
    const work = ensureAll(host, requests, { ...options, settle }).catch((error) => {
        for (const { id } of requests) {
            settle(id, { error: asError(error) });
        }
        return undefined;
    });
    return {
        of,
        save: async () => {
            const worth = await work;
            const roots = requests.flatMap((request) => {
                const root = installed(request.id);
                return root === undefined ? [] : [{ request, installed: root }];
            });
            // A set that lacks roots, saved under the key of the complete one, would not be replaced this week.
            if (worth !== undefined && roots.length === requests.length) {
                await saveRoots(host, worth.set, { roots, refused: worth.refused });
            }
        },
    };
}
/** An outcome for each request, to be settled. Its time is counted from now on. */
function makeOutcomes(requests) {
    const started = Date.now();
    const installed = new Map();
    const resolvers = new Map();
    const outcomes = new Map(requests.map(({ id }) => [id, new Promise((resolve) => resolvers.set(id, resolve))]));
    const settle = (id, settled) => {
        if ("error" in settled) {
            resolvers.get(id)?.({ kind: "failed", error: settled.error });
            return;
        }
        const { installed: root, ...rest } = settled;
        installed.set(id, root);
        const seconds = (Date.now() - started) / 1000;
        resolvers.get(id)?.({ kind: "ready", value: { ...root, ...rest, seconds } });
    };
    const unplanned = (id) => ({ kind: "failed", error: new Error(`no root of the plan is named ${id}`) });
    return {
        settle,
        of: async (id) => outcomes.get(id) ?? unplanned(id),
        installed: (id) => installed.get(id),
    };
}
async function ensureAll(host, all, options) {
    const { machine, settle, lock, kinds } = options;
    const requests = settleUnavailable(all, options);
    const distribution = machine.distribution ?? describeSystem(host);
    const planned = requests.map((request) => planRoot(request, distribution, options));
    const absent = await takeFromDisk(host, planned, options);
    if (absent.length === 0) {
        return undefined;
    }
    const set = { requests, distribution, kinds, lock };
    const lookup = await restoreRoots(host, options.cache, set);
    const restored = lookup.kind === "restored" ? lookup.roots : undefined;
    const cached = new CachedRoots(host, restored, lookup.kind === "refused");
    try {
        const left = await takeFromCache(cached, absent, options);
        await Promise.all([
            fetchPackages(host, left, { machine, distribution, cached, settle }),
            fetchFiles(host, left, { arch: machine.arch, settle }),
        ]);
        const isCurrent = restored?.current === true && !cached.refused;
        return lookup.kind === "off" || isCurrent ? undefined : { set, refused: cached.refused };
    }
    finally {
        await restored?.close();
    }
}
/** Packages are a distribution's; what one file fills is the same on every machine. @returns What can be had here. */
function settleUnavailable(requests, { machine: { distribution, archive }, settle }) {
    if (distribution !== undefined) {
        return requests;
    }
    const reason = archive.kind === "missing" ? archive.reason : "this machine's distribution is unknown";
    return requests.filter(({ id, content }) => {
        if (content.kind === "packages") {
            settle(id, { error: new UnavailableError(reason) });
        }
        return content.kind === "file";
    });
}
/** Stands for the distribution in cache keys, where there is none. */
function describeSystem({ os }) {
    return { id: os, version: "", codename: "any", title: os };
}
function planRoot(request, own, { kinds, lock }) {
    return {
        request,
        kind: rootKind(kinds, request.kind),
        distribution: place_releaseOf(request, own),
        locked: lock?.[request.id],
    };
}
/** @returns What the disk does not have, or what is to be looked up again. */
async function takeFromDisk(host, planned, { settle, lock, upToDate }) {
    const left = [];
    for (const each of planned) {
        const mayBeOutdated = upToDate === true && each.request.content.kind === "packages";
        const installed = mayBeOutdated ? undefined : await findOnDisk(host, each);
        if (installed === undefined) {
            left.push(each);
        }
        else {
            const checked = lock === undefined ? "record" : "lock";
            settle(each.request.id, { installed, source: "disk", checked, bytesDownloaded: 0 });
        }
    }
    return left;
}
/** @returns What the cache does not have, or not as the lock or the week asks for it. */
async function takeFromCache(cached, planned, { settle, lock }) {
    const left = [];
    for (const each of planned) {
        const record = cached.record(each.request.id);
        const installed = record !== undefined && serves(record, each) ? await cached.install(each.request) : undefined;
        if (installed === undefined) {
            left.push(each);
        }
        else {
            const checked = lock === undefined ? "record" : "lock";
            settle(each.request.id, { installed, source: "cache", checked, bytesDownloaded: 0 });
        }
    }
    return left;
}

;// CONCATENATED MODULE: ./build/roots/index.js










;// CONCATENATED MODULE: ./build/survey/go.js





/**
 * Finds the Go that a plain `go build` in the directory would use (go.mod's toolchain line and GOTOOLCHAIN may choose
 * another one than the first on PATH) and asks it for its platforms.
 */
async function findGo(host, directory) {
    const file = await host.processes.find("go");
    if (file === undefined) {
        return missing("there is no `go` on PATH: add a step with actions/setup-go before this one, or install Go and open a new terminal");
    }
    if (!(await go_isDirectory(directory))) {
        return missing(`working-directory: there is no directory ${directory}`);
    }
    const [env, dist] = await Promise.all([
        runGo(host, file, { args: ["env", "-json", "GOVERSION"], directory }),
        runGo(host, file, { args: ["tool", "dist", "list", "-json"], directory }),
    ]);
    const failed = [env, dist].find(({ exitCode }) => exitCode !== 0);
    if (failed !== undefined) {
        return missing(explainGoFailure(failed));
    }
    const version = parseGoVariables(env.stdout)("GOVERSION");
    return { kind: "found", file, version, platforms: parsePlatforms(dist.stdout) };
}
function missing(problem) {
    return { kind: "missing", problem, platforms: knownPlatforms };
}
function go_isDirectory(path) {
    return (0,promises_.stat)(path).then((found) => found.isDirectory(), () => false);
}
/**
 * Asks `go env` what it would use for a target.
 * @throws UserError where Go cannot answer.
 */
async function readGoEnvironment(host, go, question) {
    const arch = question.variables?.["GOARCH"] ?? "";
    const json = await askGo(host, go, { ...question, args: ["env", "-json", ...goEnvironmentNames(arch)] });
    return parseGoEnvironment(json, arch);
}
/**
 * Asks Go for its places. Downloads nothing.
 * @throws UserError where Go cannot answer.
 */
async function readGoPlaces(host, go, directory) {
    const names = ["GOCACHE", "GOMODCACHE", "GOCACHEPROG", "GOPATH", "GOMOD", "GOWORK"];
    const value = parseGoVariables(await askGo(host, go, { args: ["env", "-json", ...names], directory }));
    // Without a module GOMOD is the null device, and without a workspace GOWORK is empty or `off`.
    const files = [value("GOMOD"), value("GOWORK")].filter((file) => (0,external_node_path_.isAbsolute)(file) && file !== "/dev/null");
    return {
        buildCache: value("GOCACHE"),
        moduleCache: value("GOMODCACHE"),
        cacheProgram: value("GOCACHEPROG"),
        gopath: value("GOPATH"),
        moduleDirectories: [...new Set([...files.map(external_node_path_.dirname), ...(await workspaceModules(host, go, value("GOWORK")))])],
    };
}
/** The directories of a workspace's modules. `go list -m` would say too, but may download modules for it. */
async function workspaceModules(host, go, workspace) {
    if (!(0,external_node_path_.isAbsolute)(workspace)) {
        return [];
    }
    const directory = (0,external_node_path_.dirname)(workspace);
    const json = await askGo(host, go, { args: ["work", "edit", "-json", workspace], directory });
    return parseWorkspaceDirectories(json).map((path) => (0,external_node_path_.resolve)(directory, path));
}
/**
 * Runs the user's Go to its end and returns what it printed on standard output.
 * @throws UserError with the explained failure where it does not exit with 0.
 */
async function askGo(host, go, command) {
    const done = await runGo(host, go, command);
    if (done.exitCode !== 0) {
        throw new errors_UserError(explainGoFailure(done));
    }
    return done.stdout;
}
/** Runs the user's Go in the module's directory, with the job's environment, so that GOFLAGS and the rest hold. */
function runGo(host, go, command) {
    const { args, directory, variables = {}, input } = command;
    // A private module without credentials fails at once instead of waiting for a password.
    const environment = { GIT_TERMINAL_PROMPT: "0", ...host.environment, ...variables };
    return host.processes.run({ file: go, args, directory, environment, ...(input === undefined ? {} : { input }) });
}

;// CONCATENATED MODULE: ./build/survey/clang.js
/** The oldest version that is known to work, and the newest that is looked for under a versioned name. */
const [oldest, newest] = [14, 40];
/** Finds the machine's clang: the plain name first, then the newest; undefined where none has an lld of its version. */
async function findClang(host) {
    const versions = Array.from({ length: newest - oldest + 1 }, (_, index) => newest - index);
    const suffixes = ["", ...versions.map((version) => `-${version}`)];
    const archivers = await findAll(host, ["llvm-ar", "ar"]);
    for (const suffix of suffixes) {
        const cc = await host.processes.find(`clang${suffix}`);
        const line = cc === undefined ? undefined : await firstLine(host, cc);
        const version = Number(/\bclang version (\d+)\./.exec(line ?? "")?.[1] ?? 0);
        if (cc === undefined || line === undefined || version < oldest) {
            continue;
        }
        const lld = await findLld(host, version);
        const ar = (await host.processes.find(`llvm-ar-${version}`)) ?? archivers[0];
        if (lld !== undefined && ar !== undefined) {
            const cxx = await host.processes.find(`clang++${suffix}`);
            const own = {
                c: await builds(host, cc, { language: "c", source: "#include <stdlib.h>\nint main(void) { return 0; }\n" }),
                cxx: cxx !== undefined &&
                    (await builds(host, cxx, { language: "c++", source: "#include <string>\nint main() {}\n" })),
            };
            return { cc, cxx, lld, ar, version, line, own };
        }
    }
    return undefined;
}
async function findAll(host, names) {
    const found = await Promise.all(names.map((name) => host.processes.find(name)));
    return found.flatMap((file) => file ?? []);
}
/** Only of the compiler's version: an older one may not read what the compiler writes. */
async function findLld(host, version) {
    for (const file of await findAll(host, [`ld.lld-${version}`, "ld.lld"])) {
        if (new RegExp(`\\bLLD ${version}\\.`).test((await firstLine(host, file)) ?? "")) {
            return file;
        }
    }
    return undefined;
}
async function firstLine(host, file) {
    const done = await host.processes.run({ file, args: ["--version"], timeoutSeconds: 60 }).catch(() => undefined);
    return done?.exitCode === 0 ? done.stdout.split("\n")[0] : undefined;
}
/** Compiles and links a program of one line. */
async function builds(host, file, { language, source }) {
    const args = ["-x", language, "-", "-o", "/dev/null"];
    const done = await host.processes.run({ file, args, input: source, timeoutSeconds: 60 }).catch(() => undefined);
    return done?.exitCode === 0;
}

;// CONCATENATED MODULE: ./build/survey/machine.js



/** Looks at the machine: its distribution, its own programs, and where packages can be had from. Changes nothing. */
async function surveyMachine(host, { archives, clang }) {
    const distribution = await readDistribution();
    return {
        os: host.os,
        arch: host.arch,
        cpus: host.cpus,
        memoryBytes: host.memoryBytes,
        distribution,
        wine: (await host.processes.find("wine")) ?? (await host.processes.find("wine64")),
        pkgConfig: await host.processes.find("pkg-config"),
        clang: clang ? await findClang(host) : undefined,
        searchPaths: Object.fromEntries(searchPathVariables.flatMap((name) => {
            const value = host.environment[name] ?? "";
            return value === "" ? [] : [[name, value]];
        })),
        archive: await machine_findArchive(host, distribution, archives),
    };
}
async function machine_findArchive(host, distribution, archives) {
    const reasons = [];
    for (const { id, family, missingReason } of archives) {
        const reason = await missingReason(host, distribution);
        if (reason === undefined) {
            return { kind: "found", id, family: family(distribution) };
        }
        reasons.push(reason);
    }
    return { kind: "missing", reason: reasons.join("; ") };
}
/** The Linux distribution that this is, from its os-release file; undefined elsewhere. */
async function readDistribution() {
    for (const file of ["/etc/os-release", "/usr/lib/os-release"]) {
        const text = await (0,promises_.readFile)(file, "utf8").catch(() => undefined);
        if (text !== undefined) {
            return parseOsRelease(text);
        }
    }
    return undefined;
}
/** Reads the text of an os-release file. Source: os-release(5). */
function parseOsRelease(text) {
    const values = new Map();
    for (const line of text.split("\n")) {
        const match = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim());
        if (match?.[1] !== undefined) {
            values.set(match[1], match[2] ?? match[3] ?? match[4] ?? "");
        }
    }
    return {
        id: values.get("ID") ?? "linux",
        version: values.get("VERSION_ID") ?? "",
        codename: values.get("VERSION_CODENAME") ?? values.get("UBUNTU_CODENAME") ?? "",
        title: values.get("PRETTY_NAME") ?? values.get("NAME") ?? "Linux",
    };
}

;// CONCATENATED MODULE: ./build/survey/releases.js
/** Releases by number, with the names of their suites. Sources: the distributions' lists of releases. */
const releases = {
    debian: { "11": "bullseye", "12": "bookworm", "13": "trixie" },
    ubuntu: { "20.04": "focal", "22.04": "jammy", "24.04": "noble", "26.04": "resolute" },
};
/**
 * A release of the machine's own distribution. Another distribution's archive is signed with keys that the machine need
 * not have.
 * @param name Such as `debian-13`.
 */
function releases_findRelease(name, own) {
    const ownName = `${own.id}-${own.version}`;
    if (name === ownName) {
        return { kind: "found", distribution: own };
    }
    const known = releases[own.id] ?? {};
    const version = name.startsWith(`${own.id}-`) ? name.slice(own.id.length + 1) : "";
    const codename = known[version];
    if (codename === undefined) {
        const names = new Set([ownName, ...Object.keys(known).map((each) => `${own.id}-${each}`)]);
        return { kind: "unknown", reason: `release: unknown release "${name}"; expected one of ${[...names].join(", ")}` };
    }
    return { kind: "found", distribution: { id: own.id, version, codename, title: name, sourcesOf: own.codename } };
}

;// CONCATENATED MODULE: ./build/survey/cgo-use.js




/**
 * Looks at the cgo files of a package.
 * @param listed As listed with cgo on.
 * @param os Go's name of the system.
 */
async function describeCgoUse(listed, os) {
    const directory = listed.Dir ?? ".";
    // A file that cannot be read fails the build, which says so better.
    const sources = await Promise.all((listed.CgoFiles ?? []).map((file) => (0,promises_.readFile)((0,external_node_path_.resolve)(directory, file), "utf8").catch(() => "")));
    return {
        kind: hasOtherSources(listed) || linksMore(listed, os) ? "works" : kindOf(sources),
        isSuspect: isForeignLanguage(listed, os) || sources.some((source) => includesAbsent(preamble(source), os)),
    };
}
function kindOf(sources) {
    if (sources.length === 0 || sources.some((source) => hasOwnC(preamble(source)) || /^\/\/export /m.test(source))) {
        return "works";
    }
    const names = sources.flatMap((source) => [...source.matchAll(/\bC\.(\w+)/g)].map(([, name = ""]) => name));
    if (names.length === 0) {
        return "nothing";
    }
    return names.every((name) => loading.has(name) || name.startsWith("RTLD_")) ? "loads" : "works";
}
/** What C.name may stand for where nothing is done but to load libraries. Source: dlopen(3), and cmd/cgo's own helpers. */
const loading = new Set(("dlopen dlsym dlclose dlerror dladdr free CString GoString char int uint long ulong void uintptr_t size_t intptr_t " +
    "uchar").split(" "));
function hasOtherSources({ CFiles, CXXFiles, MFiles, FFiles, SFiles, SwigFiles, SwigCXXFiles, }) {
    return [CFiles, CXXFiles, MFiles, FFiles, SFiles, SwigFiles, SwigCXXFiles].some((files) => (files ?? []).length > 0);
}
function linksMore({ CgoLDFLAGS = [], CgoPkgConfig = [] }, os) {
    const isPlain = (flag) => linkedLibraries([flag]).length > 0 && linkedLibraries([flag]).every((name) => isToolchainLibrary(os, name));
    return CgoPkgConfig.length > 0 || !CgoLDFLAGS.every((flag) => /^-(O|g)/.test(flag) || isPlain(flag));
}
/** Anything but comments, flags for cgo, and headers of the C library. */
function hasOwnC(text) {
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    return code.split("\n").some((line) => {
        const header = /^\s*#\s*include\s*<([^>]+)>\s*$/.exec(line)?.[1];
        return header === undefined ? line.trim() !== "" && !line.trim().startsWith("#cgo") : !isToolchainHeader(header);
    });
}
function isForeignLanguage({ MFiles = [] }, os) {
    return MFiles.length > 0 && systemOf(os)?.objectiveC !== true;
}
function includesAbsent(text, os) {
    const absent = systemOf(os)?.absentHeaders ?? [];
    return includedHeaders(text).some((header) => absent.includes(header));
}

;// CONCATENATED MODULE: ./build/survey/pkg-config.js



/** Looks modules up in directories with .pc files, and all that they require. */
async function resolveModules(names, directories) {
    const all = new Set(names);
    const outside = [];
    const ldflags = [];
    // Iterating over a set visits what is added to it meanwhile.
    for (const name of all) {
        const found = await readModule(name, directories);
        if (found === undefined) {
            outside.push(name);
        }
        else {
            ldflags.push(...found.ldflags);
            found.requires.forEach((each) => void all.add(each));
        }
    }
    return { outside, ldflags };
}
async function readModule(name, directories) {
    for (const directory of directories) {
        const text = await (0,promises_.readFile)((0,external_node_path_.join)(directory, `${name}.pc`), "utf8").catch(() => undefined);
        if (text !== undefined) {
            return parseModule(text, directory);
        }
    }
    return undefined;
}
/** Reads a .pc file as far as the question goes what else it needs. Source: pc(5). */
function parseModule(text, directory) {
    const variables = new Map([["pcfiledir", directory]]);
    const fields = new Map();
    for (const line of text.replaceAll("\\\n", " ").split("\n")) {
        const [, name = "", sign, value = ""] = /^\s*([\w.]+)\s*([:=])\s*(.*?)\s*(?:#.*)?$/.exec(line) ?? [];
        const expanded = value.replaceAll(/\$\{([\w.]+)\}/g, (_, variable) => variables.get(variable) ?? "");
        (sign === "=" ? variables : fields).set(name, expanded);
    }
    const required = ["Requires", "Requires.private"].map((field) => fields.get(field) ?? "");
    return { requires: pkgConfigNames(required), ldflags: splitWords(fields.get("Libs") ?? "").words };
}

;// CONCATENATED MODULE: ./build/survey/libraries.js






/**
 * The libraries that the packages with C in them require: what they name for pkg-config, what they link, and, of a
 * package that names neither, the headers that its cgo preambles include unconditionally. What lies in the program's own
 * sources, or comes with every toolchain, is left out.
 * @returns Each once, in the order in which the packages name them.
 */
async function findLibraryRequirements(host, question) {
    const { packages, hostCompiler } = question;
    const programs = question.programs.map((path) => ({ path, contents: dependencies(packages, path) }));
    const usersOf = ({ by }) => programs.filter(({ contents }) => by === everyPackage || contents.has(by)).map(({ path }) => path);
    const groups = groupMentions(await findMentions(question, jobPaths(host, hostCompiler !== undefined)));
    return Promise.all(groups.map(async ({ first, all }) => ({
        ...first,
        programs: [...new Set(all.flatMap(usersOf))],
        onHost: hostCompiler !== undefined && (await isOnHost(host, hostCompiler, first)),
    })));
}
/** What names a library that is linked into every package. */
const everyPackage = "cgo-ldflags";
function groupMentions(mentions) {
    const groups = new Map();
    for (const mention of mentions) {
        const key = `${mention.kind} ${mention.name}`;
        const group = groups.get(key);
        if (group === undefined) {
            groups.set(key, { first: mention, all: [mention] });
        }
        else {
            group.all.push(mention);
        }
    }
    return [...groups.values()];
}
/** Of the machine's own directories the compiler of another platform sees none. */
function jobPaths({ environment }, own) {
    const headers = ["CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"];
    return {
        headers: headers.flatMap((name) => searchPathDirectories(environment[name], { own })),
        libraries: searchPathDirectories(environment["LIBRARY_PATH"], { own }),
        // What the machine has installed is told by its own pkg-config.
        modules: searchPathDirectories(environment["PKG_CONFIG_PATH"], { own: false }),
    };
}
async function findMentions({ packages, os, compilerFlags, ldflags }, paths) {
    const withC = packages.filter((each) => each.Standard !== true && (each.CgoFiles ?? []).length > 0);
    const directories = [
        ...libraryDirectories([...ldflags, ...withC.flatMap((each) => each.CgoLDFLAGS ?? [])]),
        ...paths.libraries,
    ];
    const missing = (names, more = []) => withoutBundled(names, [...directories, ...libraryDirectories(more)]);
    const shared = await missing(namedLibraries(ldflags, os));
    const mentions = shared.map((name) => ({ kind: "library", name, by: everyPackage }));
    for (const each of withC) {
        const by = each.ImportPath;
        const modules = pkgConfigNames(each.CgoPkgConfig ?? []);
        const libraries = namedLibraries(each.CgoLDFLAGS ?? [], os);
        const onlyIncludes = modules.length === 0 && libraries.length === 0 && os === "linux";
        const headers = onlyIncludes ? await foreignHeaders(each, { compilerFlags, directories: paths.headers }) : [];
        const { outside, ldflags: ofModules } = await resolveModules(modules, paths.modules);
        mentions.push(...outside.map((name) => ({ kind: "pkg-config", name, by })), ...(await missing([...libraries, ...namedLibraries(ofModules, os)], ofModules)).map((name) => ({ kind: "library", name, by })), ...headers.map((name) => ({ kind: "header", name, by })));
    }
    return mentions;
}
/** The libraries that linker flags name, without a toolchain's own. */
function namedLibraries(flags, os) {
    return linkedLibraries(flags).filter((name) => !isToolchainLibrary(os, name));
}
/** The libraries of which there is no file in these directories, which the program's own flags name. */
async function withoutBundled(names, directories) {
    const bundled = await Promise.all(names.map((name) => anyExists(directories.flatMap((at) => libraryFiles(name).map((file) => (0,external_node_path_.join)(at, file))))));
    return names.filter((_name, index) => bundled[index] !== true);
}
/** A package and everything below it, by import path. */
function dependencies(packages, program) {
    const imports = new Map(packages.map((each) => [each.ImportPath, each.Imports ?? []]));
    const found = new Set([program]);
    // Iterating over a set visits what is added to it meanwhile.
    for (const path of found) {
        imports.get(path)?.forEach((each) => void found.add(each));
    }
    return found;
}
function libraryFiles(name) {
    return [`lib${name}.a`, `lib${name}.so`, `lib${name}.dll.a`, `${name}.lib`, `lib${name}.dylib`];
}
async function anyExists(files) {
    return (await Promise.all(files.map(exists))).includes(true);
}
/**
 * The headers that a package's preambles include unconditionally, and those that flags include, which are neither its own
 * nor a toolchain's.
 */
async function foreignHeaders(listed, { compilerFlags, directories }) {
    const directory = listed.Dir ?? ".";
    const { CgoCPPFLAGS = [], CgoCFLAGS = [], CgoCXXFLAGS = [] } = listed;
    const flags = [...compilerFlags, ...CgoCPPFLAGS, ...CgoCFLAGS, ...CgoCXXFLAGS];
    // Compilers are started in the package's directory.
    const own = [directory, ...[...includeDirectories(flags), ...directories].map((at) => (0,external_node_path_.resolve)(directory, at))];
    const found = new Set();
    for (const name of [...(await preambleHeaders(listed, directory)), ...forcedIncludes(flags)]) {
        const isFile = (0,external_node_path_.isAbsolute)(name) || (await anyExists(own.map((at) => (0,external_node_path_.join)(at, name))));
        if (!isFile && !isToolchainHeader(name)) {
            found.add(name);
        }
    }
    return [...found];
}
async function preambleHeaders({ CgoFiles = [] }, directory) {
    // A file that cannot be read fails the build, which says so better.
    const sources = CgoFiles.map((file) => (0,promises_.readFile)((0,external_node_path_.resolve)(directory, file), "utf8").catch(() => ""));
    return (await Promise.all(sources)).flatMap((source) => includedHeaders(preamble(source)));
}
/** Whether a program for this machine would find the library as the machine is now. */
async function isOnHost(host, compiler, { kind, name }) {
    if (kind === "pkg-config") {
        const program = splitWords(host.environment["PKG_CONFIG"] ?? "").words[0] ?? "pkg-config";
        return (await ask(host, [program, "--exists", name]))?.exitCode === 0;
    }
    if (kind === "header") {
        return anyExists([(0,external_node_path_.join)("/usr/include", name), (0,external_node_path_.join)("/usr/local/include", name)]);
    }
    // A compiler that has no such file prints its name as it is, without a directory.
    const files = [`lib${name}.so`, `lib${name}.a`];
    const answers = await Promise.all(files.map((file) => ask(host, [...compiler, `-print-file-name=${file}`])));
    return answers.some((answer) => (0,external_node_path_.isAbsolute)(answer?.stdout.trim() ?? ""));
}
/** Runs one of the machine's own programs; undefined where it cannot be started. */
function ask(host, [file = "cc", ...args]) {
    return host.processes.run({ file, args, timeoutSeconds: 20 }).catch(() => undefined);
}

;// CONCATENATED MODULE: ./build/survey/programs.js



/**
 * Which of the listed packages use C, and whether that takes a C++ compiler.
 * @param linkFlags What the C linker is told for all packages, by whichever input or variable.
 */
function describeCgoNeed(packages, linkFlags) {
    const withC = packages.filter((each) => hasFiles(each.CgoFiles) || hasFiles(each.SwigFiles) || hasCxx(each));
    const required = withC.filter((each) => each.Standard !== true);
    return {
        required: required.map((each) => each.ImportPath),
        optional: withC.filter(hasPureForm).map((each) => each.ImportPath),
        cxx: required.some(hasCxx) || linksCxx(linkFlags),
    };
}
/** The packages of the standard library that have C in them because something asked for it: plugin, an experiment of Go's. */
function standardWithC(packages) {
    return packages
        .filter((each) => each.Standard === true && hasFiles(each.CgoFiles) && !hasPureForm(each) && !isPlumbing(each))
        .map((each) => each.ImportPath);
}
/**
 * Asks Go's own list, since which targets have BoringCrypto is the build constraint of one package.
 * @param packages As listed with cgo on. Without GOEXPERIMENT=boringcrypto the answer is never `boring`.
 * @returns Undefined where the program uses no cryptography of the standard library.
 */
function describeCryptography(packages) {
    const boring = packages.find((each) => each.Standard === true && each.ImportPath === "crypto/internal/boring");
    return boring && (hasFiles(boring.CgoFiles) ? "boring" : "go");
}
/** Its pure Go form does the same. What else of the standard library has C in it was asked for: plugin, an experiment. */
function hasPureForm({ Standard, ImportPath }) {
    return Standard === true && (ImportPath === "net" || ImportPath === "os/user");
}
/** It is only there because another package uses C, or for -race, -msan or -asan. */
function isPlumbing({ Standard, ImportPath }) {
    return Standard === true && /^runtime\/(cgo|race|msan|asan)$/.test(ImportPath);
}
/**
 * The packages that can be compiled before there is a C compiler, sorted by import path: those that need none, themselves
 * or in their dependencies, and that a package which does need one, or a program, imports. Compiling these compiles all
 * of the programs that needs no C compiler.
 * @param packages Each after what it imports, as `go list -deps` lists them.
 */
function packagesToPrebuild(packages) {
    const free = new Set();
    const prebuild = new Set();
    for (const each of packages) {
        const needsC = hasFiles(each.CgoFiles) || hasFiles(each.SwigFiles) || hasFiles(each.SwigCXXFiles);
        // The code that cgo generates imports syscall, which Imports leaves out. Source: load in cmd/go/internal/load/pkg.go.
        const imports = [...(each.Imports ?? []), ...(needsC ? ["syscall"] : [])].filter((path) => path !== "unsafe");
        if (!needsC && each.DepOnly === true && each.Error === undefined && imports.every((path) => free.has(path))) {
            free.add(each.ImportPath);
        }
        else {
            imports.filter((path) => free.has(path)).forEach((path) => void prebuild.add(path));
        }
    }
    return [...prebuild].sort();
}
/** It has C++ sources, uses SWIG's C++ mode, or links the C++ library. */
function hasCxx(listed) {
    return hasFiles(listed.CXXFiles) || hasFiles(listed.SwigCXXFiles) || linksCxx(listed.CgoLDFLAGS ?? []);
}
/** The linker's own flags, behind -Wl, name libraries too: `-Wl,-Bstatic,-lstdc++`. */
function linksCxx(flags) {
    const words = flags.flatMap((flag) => (flag.startsWith("-Wl,") ? flag.split(",") : [flag]));
    return linkedLibraries(words).some(isCxxLibrary);
}
function hasFiles(files) {
    return files !== undefined && files.length > 0;
}
/** The programs among the packages that the user's patterns match, and a sentence for each pattern without any. */
function findPrograms(packages, patterns) {
    const roots = packages.filter((each) => each.DepOnly !== true);
    const problems = patterns.flatMap((pattern) => patternProblem(pattern, roots));
    const programs = roots
        .filter((each) => each.Name === "main" && each.Error === undefined)
        .map((each) => ({ importPath: each.ImportPath, name: programName(each.ImportPath) }));
    return { programs, problems };
}
function patternProblem(pattern, roots) {
    const cleaned = cleanPattern(pattern);
    const matched = roots.filter((each) => each.Match?.includes(cleaned));
    // With `./...`, a package that has no file for this target is left out, as `go build ./...` leaves it out.
    const broken = matched.filter((each) => each.Error !== undefined && !isExcludedByConstraints(each));
    if (broken.length > 0) {
        return broken.map((each) => programs_describeError(each, each.Error));
    }
    if (matched.some((each) => each.ImportPath === "command-line-arguments")) {
        return [`package: "${pattern}" is a file; name the directory it lies in, such as \`.\` or \`./cmd/app\``];
    }
    const programs = matched.filter((each) => each.Name === "main" && each.Error === undefined);
    if (programs.length > 0) {
        // Sorted, since their order is not the same in every run.
        return programs.flatMap((each) => (each.DepsErrors ?? []).map((error) => programs_describeError(each, error)).sort());
    }
    const [only] = matched;
    if (only === undefined) {
        return [`package: nothing matches "${pattern}"; name a main package of the module, such as \`.\` or \`./cmd/...\``];
    }
    if (matched.length === 1 && only.Error !== undefined) {
        return [programs_describeError(only, only.Error)];
    }
    if (pattern.includes("...")) {
        return [`package: none of the ${matched.length} packages that "${pattern}" matches is a main package`];
    }
    return [
        `package: "${pattern}" is package ${only.Name ?? "?"}, not main, so it makes no binary; ` +
            "name the directory of a main package, such as `./cmd/app`, or use a pattern such as `./...`",
    ];
}
/** The pattern as `go list` prints it in Match. Source: CleanPatterns in cmd/go/internal/search/search.go. */
function cleanPattern(pattern) {
    const clean = external_node_path_.posix.normalize(pattern).replace(/(?<=.)\/$/, "");
    return pattern.startsWith("./") && clean !== "." ? `./${clean}` : clean;
}
/** An import cycle has no position: its import stack says where it is. */
function programs_describeError(listed, error) {
    const text = error?.Err.replaceAll(/\s+/g, " ") ?? "";
    const place = error?.Pos === undefined || error.Pos === "" || text.startsWith(error.Pos) ? "" : `${error.Pos}: `;
    const cycle = text === "import cycle not allowed" ? ` (${error?.ImportStack?.join(" imports ") ?? ""})` : "";
    return `package: ${listed.ImportPath}: ${place}${text}${cycle}`;
}

;// CONCATENATED MODULE: ./build/survey/verdicts.js



/**
 * The packages outside the standard library of which other files are compiled without cgo. What is listed only with cgo is
 * left out: what imports it changes.
 */
function changedPackages({ on, off }) {
    const withoutC = new Map((off ?? []).map((each) => [each.ImportPath, filesOf(each)]));
    return on
        .filter((each) => each.Standard !== true)
        .filter((each) => withoutC.has(each.ImportPath) && withoutC.get(each.ImportPath) !== filesOf(each))
        .map((each) => each.ImportPath);
}
function filesOf(listed) {
    const { GoFiles, CgoFiles, CFiles, CXXFiles, MFiles, FFiles, SwigFiles, SwigCXXFiles } = listed;
    const all = [GoFiles, CgoFiles, CFiles, CXXFiles, MFiles, FFiles, SwigFiles, SwigCXXFiles];
    return all
        .flatMap((files) => files ?? [])
        .sort()
        .join("\n");
}
/**
 * Has the program in analyzer/ judge the packages that differ without cgo. It is compiled and run by the user's own Go, which
 * knows the language; it reads the sources and starts nothing.
 * @returns By target name, in the order of the lists.
 * @throws Error where it cannot be compiled or does not end well.
 */
async function judgePackages(host, { go, targets, thorough }) {
    const question = {
        Targets: targets.map(({ target, lists }) => ({
            Name: target_targetName(target),
            GOOS: target.os,
            GOARCH: target.arch,
            On: lists.on,
            Off: lists.off ?? lists.on,
            AbsentHeaders: systemOf(target.os)?.absentHeaders ?? [],
            Thorough: thorough,
        })),
    };
    const done = await runGo(host, go.file, {
        args: ["run", ...analyzerFiles.map((file) => (0,external_node_path_.join)(analyzerDirectory, file))],
        directory: host.scratchDirectory,
        input: JSON.stringify(question),
        variables: {
            // For this machine, whatever the job builds for, and as the module's Go.
            ...{ GOOS: "", GOARCH: "", GOFLAGS: "", GOEXPERIMENT: "", GOWORK: "off", GO111MODULE: "off", CGO_ENABLED: "0" },
            GOTOOLCHAIN: /^go1[\w.]+$/.test(go.version) ? go.version : "local",
        },
    });
    if (done.exitCode !== 0) {
        throw new Error(`the packages could not be compared: ${done.stderr.trim().split("\n").slice(0, 5).join("; ")}`);
    }
    const answers = JSON.parse(done.stdout);
    return new Map(answers.map(({ name, verdicts }) => [name, verdicts]));
}
/** Beside this file, in src/ and in dist/. */
const analyzerDirectory = (0,external_node_path_.join)(import.meta.dirname, "analyzer");
/** The Go files in it; a test holds them against the directory. */
const analyzerFiles = ["compare.go", "judge.go", "load.go", "main.go", "sort.go"];

;// CONCATENATED MODULE: ./build/survey/survey.js










/**
 * Asks the user's Go, for every target, what it would build and what that needs from C. Builds nothing and fetches no
 * tool; Go itself downloads the modules that are not in its module cache.
 * @returns What Go refuses, and what is wrong with a package, is among the problems, or, where some targets are free of it,
 * among what is refused.
 */
async function survey_surveyProgram(host, question) {
    const { go, inputs, directory, archives } = question;
    const limit = makeLimit(host.cpus);
    const answers = await Promise.all(inputs.targets.map((target) => limit(() => surveyTarget(host, { ...question, target }))));
    const general = new Set(answers
        .flatMap(({ problems }) => problems)
        .filter((one) => answers.every(({ problems }) => problems.includes(one))));
    const special = answers.map(({ problems }) => problems.filter((problem) => !general.has(problem)));
    const surveyed = answers.flatMap((answer, at) => answer.kind === "surveyed" && special[at]?.length === 0 ? [answer] : []);
    return {
        machine: await surveyMachine(host, { archives, clang: inputs.compiler === "clang" }),
        go: { file: go.file, version: go.version },
        modulePath: surveyed.find((answer) => answer.modulePath !== undefined)?.modulePath ?? "program",
        directory,
        targets: surveyed.map(({ survey }) => survey),
        refused: inputs.targets.flatMap((target, at) => {
            const problems = special[at] ?? [];
            return problems.length === 0 ? [] : [{ target, problems }];
        }),
        problems: [...general],
    };
}
async function surveyTarget(host, question) {
    const { go, target } = question;
    const platform = go.platforms.find(({ os, arch }) => os === target.os && arch === target.arch);
    if (platform === undefined) {
        // The inputs have a problem that says so.
        return { kind: "failed", problems: [] };
    }
    try {
        return await survey_describeTarget(host, { ...question, platform, ...(await askGoAbout(host, question)) });
    }
    catch (error) {
        if (error instanceof errors_UserError) {
            return { kind: "failed", problems: error.problems };
        }
        throw error;
    }
}
async function askGoAbout(host, question) {
    const { go, inputs, directory, target } = question;
    const variables = targetGoVariables(target);
    // With cgo on, even for a platform without it: the question is whether the program has C in it.
    const withCgo = { ...variables, CGO_ENABLED: "1" };
    const environment = readGoEnvironment(host, go.file, { directory, variables });
    const listed = askGo(host, go.file, { args: listArguments(inputs), directory, variables: withCgo });
    const plain = listWithoutCgo(host, question, { ...variables, CGO_ENABLED: "0" });
    // So that it is always the same one whose failure is reported where both fail.
    await Promise.allSettled([environment, listed, plain]);
    return { environment: await environment, lists: { on: parseListed(await listed), off: await plain } };
}
/** Undefined where Go refuses, as for -race in GOFLAGS: then it is no question whether the program needs C. */
async function listWithoutCgo(host, { go, inputs, directory }, variables) {
    const args = listArguments({ ...inputs, buildmode: "default" }).filter((flag) => !/^--?(race|msan|asan)(=|$)/.test(flag));
    const done = await runGo(host, go.file, { args, directory, variables });
    return done.exitCode === 0 ? parseListed(done.stdout) : undefined;
}
async function survey_describeTarget(host, facts) {
    const { inputs, target, platform, environment, lists } = facts;
    const packages = lists.on;
    const { programs, problems } = findPrograms(packages, inputs.packages);
    const hostCompilers = await findHostCompilers(host, environment);
    const ldflags = [...splitWords(environment.cgoLdflags).words, ...inputs.cgoLdflags];
    const need = describeCgoNeed(packages, [...ldflags, ...externalLdflags(inputs, environment)]);
    const survey = {
        target,
        platform,
        environment,
        programs,
        need,
        cgo: {
            standard: standardWithC(packages),
            uses: await describeUses(packages, need, target.os),
            changed: changedPackages(lists),
            verdicts: undefined,
            lists,
        },
        cryptography: describeCryptography(packages),
        requirements: await findLibraryRequirements(host, {
            packages,
            programs: programs.map(({ importPath }) => importPath),
            os: target.os,
            compilerFlags: [
                ...[environment.cgoCppflags, environment.cgoCflags, environment.cgoCxxflags].flatMap((text) => splitWords(text).words),
                ...inputs.cgoCflags,
                ...inputs.cgoCxxflags,
            ],
            ldflags,
            hostCompiler: isOwn(host, target) && hostCompilers.cc ? splitWords(environment.cc).words : undefined,
        }),
        prebuild: packagesToPrebuild(packages),
        hostCompilers,
    };
    return {
        kind: "surveyed",
        survey,
        modulePath: packages.find(isOfMainModule)?.Module?.Path ?? programs[0]?.importPath,
        problems: problems.map((problem) => withTarget(problem, target, inputs.targets.length)),
    };
}
async function describeUses(packages, { required }, os) {
    const withC = packages.filter((each) => required.includes(each.ImportPath));
    return Object.fromEntries(await Promise.all(withC.map(async (each) => [each.ImportPath, await describeCgoUse(each, os)])));
}
/** What -ldflags tells the C linker. */
function externalLdflags({ ldflags }, { goflags }) {
    return splitWords(parseLdflags(effectiveLdflags(ldflags, goflags)).extldflags ?? "").words;
}
/**
 * The flags that decide which files and packages a build takes, so that the list is the build's own; and the ones that
 * Go refuses for some platforms (-buildmode, -race), so that it says so before anything is fetched.
 */
function listArguments(inputs) {
    const tags = inputs.tags.length > 0 ? [`-tags=${inputs.tags.join(",")}`] : [];
    const buildmode = inputs.buildmode === "default" ? [] : [`-buildmode=${inputs.buildmode}`];
    const flags = inputs.goFlags.filter((flag) => /^--?(mod|modfile|race|msan|asan|tags)(=|$)/.test(flag));
    return ["list", "-e", "-deps", `-json=${listedFields}`, ...tags, ...buildmode, ...flags, "--", ...inputs.packages];
}
/** In a workspace every module is a main module: the one meant is that of the packages that were asked for. */
function isOfMainModule(listed) {
    return listed.DepOnly !== true && listed.Module?.Main === true;
}
function isOwn(host, target) {
    return target.os === host.os && target.arch === host.arch;
}
/** Names the target where the problem is some targets' only; one that all targets have is shown once. */
function withTarget(problem, target, targets) {
    return problem.includes("build constraints") && targets > 1 ? `${target_targetName(target)}: ${problem}` : problem;
}
async function findHostCompilers(host, { cc, cxx }) {
    const [hasCc, hasCxx] = await Promise.all([hasCompiler(host, cc), hasCompiler(host, cxx)]);
    return { cc: hasCc, cxx: hasCxx };
}
/** CC may hold flags after the program's name; only the first word is a program. */
async function hasCompiler(host, compiler) {
    const [program] = splitWords(compiler).words;
    return program !== undefined && (await host.processes.find(program)) !== undefined;
}

;// CONCATENATED MODULE: ./build/survey/index.js
/** What Go, the machine and the module say when they are asked. */






;// CONCATENATED MODULE: ./build/go-caches/files.js



/**
 * An action or an output of Go's build cache. Not the programs that `go run` keeps, which are directories, nor the corpus
 * of fuzzing, nor Go's own bookkeeping. Source: fileName in Go's cmd/go/internal/cache/cache.go.
 */
const isBuildFile = (path) => /^[0-9a-f]{2}\/[0-9a-f]{64}-[ad]$/.test(path);
/**
 * What Go downloaded of a module. Never a .ziphash: it records that a zip was compared with go.sum, and without it Go
 * compares again. Source: downloadZip and hashZip in Go's cmd/go/internal/modfetch/fetch.go.
 */
const isModuleFile = (path) => /\/@v\/[^/]+\.(zip|info|mod)$/.test(path);
/** Everything below a directory except directories; nothing where it does not exist. */
async function listAll(directory) {
    const found = await (0,promises_.readdir)(directory, { recursive: true, withFileTypes: true }).catch((error) => {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") {
            return [];
        }
        throw error;
    });
    return found
        .filter((each) => !each.isDirectory())
        .map((each) => ({ path: (0,external_node_path_.relative)(directory, (0,external_node_path_.join)(each.parentPath, each.name)), isFile: each.isFile() }));
}
async function listFiles(directory, accepts) {
    const all = await listAll(directory);
    return all.filter(({ path, isFile }) => isFile && accepts(path)).map(({ path }) => path);
}
/** The path of something below a directory that is not a regular file or not accepted; undefined where there is none. */
async function findUnexpected(directory, accepts) {
    const all = await listAll(directory);
    return all.find(({ path, isFile }) => !isFile || !accepts(path))?.path;
}
/** The files of Go's build cache that were created or used since a time (milliseconds): Go sets a file's time on use. */
async function findUsedBuildFiles(directory, since) {
    const paths = await listFiles(directory, isBuildFile);
    const files = await Promise.all(paths.map(async (path) => {
        const { size, mtimeMs } = await (0,promises_.stat)((0,external_node_path_.join)(directory, path));
        return mtimeMs >= since ? [{ path, size }] : [];
    }));
    return files.flat();
}
/**
 * What this module's go.sum lists of the module cache: the zip of modules that Go unpacked, and of the others, of which
 * it reads only the requirements, go.mod and version.
 * @param directory GOMODCACHE; the paths are below its cache/download.
 */
async function findListedModuleFiles(directory, sums) {
    const downloads = (0,external_node_path_.join)(directory, "cache/download");
    const paths = await listFiles(downloads, isModuleFile);
    const files = [];
    for (const path of paths) {
        const { module, version, extension } = splitModulePath(path);
        const name = `${unescapePath(module)} ${unescapePath(version)}`;
        const kept = extension === "zip"
            ? sums.has(name) && (await exists((0,external_node_path_.join)(directory, `${module}@${version}`)))
            : sums.has(`${name}/go.mod`);
        if (kept) {
            files.push({ path, size: (await (0,promises_.stat)((0,external_node_path_.join)(downloads, path))).size });
        }
    }
    return files;
}
function splitModulePath(path) {
    const [, module = "", version = "", extension = ""] = /^(.+)\/@v\/([^/]+)\.([^./]+)$/.exec(path) ?? [];
    return { module, version, extension };
}
/** `!x` stands for `X`, for file systems that ignore case. Source: golang.org/x/mod/module, EscapePath. */
function unescapePath(path) {
    return path.replaceAll(/!([a-z])/g, (_, letter) => letter.toUpperCase());
}
/** Reads go.mod, go.sum, go.work and go.work.sum, and those for -modfile, in these directories. */
async function readModuleFiles(directories) {
    const hashes = [];
    const sums = new Set();
    for (const directory of directories) {
        const names = (await (0,promises_.readdir)(directory)).filter((name) => /\.(mod|sum|work)$/.test(name)).sort();
        for (const name of names) {
            const text = await (0,promises_.readFile)((0,external_node_path_.join)(directory, name), "utf8");
            hashes.push(`${(0,external_node_path_.join)((0,external_node_path_.relative)(directories[0] ?? "", directory), name)} ${shortHash(text)}`);
            for (const line of name.endsWith(".sum") ? text.split("\n") : []) {
                const [module = "", version = ""] = line.split(" ");
                sums.add(`${module} ${version}`);
            }
        }
    }
    return { hashes, sums };
}

;// CONCATENATED MODULE: ./build/go-caches/go-caches.js










/** In bytes, before compression. Larger caches are not saved: restoring them takes longer than building again. */
const sizeLimit = 2 * 2 ** 30;
/**
 * The age, in hours, of restored files. Go sets the time of a file that it uses where that is older than one hour, and
 * removes files older than five days. Source: markUsed and Trim in Go's cmd/go/internal/cache/cache.go.
 */
const restoredAge = 2;
const hour = 3_600_000;
/** Keeps neither cache, for the reason given. */
function neither(reason) {
    const left = { kind: "left", reason };
    return {
        uses: { build: left, modules: left },
        restore: async () => undefined,
        dropModules: async () => false,
        save: async () => undefined,
    };
}
/** For runs that build nothing. */
const go_caches_noGoCaches = neither("nothing is built");
/** Decides which of Go's caches a run keeps, from what this machine has; fetches nothing yet. */
async function findGoCaches(host, question) {
    const { inputs } = question;
    const use = decideCache(inputs.cache, host.job.event);
    if (!inputs.build) {
        return go_caches_noGoCaches;
    }
    if (use.kind === "off" || !host.cache.available) {
        return neither(use.kind === "off" ? use.reason : (host.cache.reason ?? "the job has no cache"));
    }
    if (host.os !== "linux") {
        return neither("Go's caches are kept on Linux, where there is C to compile");
    }
    try {
        const session = await openSession(host, question);
        return session.trees.length === 0 ? { ...go_caches_noGoCaches, uses: session.uses } : keptCaches(host, session);
    }
    catch (error) {
        host.log.warning(`Go's caches are neither restored nor saved: ${describeForWarning(error)}`);
        return neither(describeForWarning(error));
    }
}
/** What becomes of the caches between one call and the next is kept here. */
function keptCaches(host, session) {
    let kept = go_caches_noGoCaches;
    return {
        uses: session.uses,
        restore: async () => {
            try {
                kept = await restore(host, session);
            }
            catch (error) {
                host.log.warning(`Go's caches are neither restored nor saved: ${describeForWarning(error)}`);
            }
        },
        dropModules: () => kept.dropModules(),
        save: (run) => kept.save(run),
    };
}
async function openSession(host, question) {
    const opened = Date.now();
    const { go, inputs, directory } = question;
    const places = await readGoPlaces(host, go.file, directory);
    const { trees, uses } = await findTrees(host, question, places);
    const [distribution, modules] = await Promise.all([readDistribution(), readModuleFiles(places.moduleDirectories)]);
    const lookup = lookupParts({
        system: [host.os, ...(distribution === undefined ? [] : [distribution.id, distribution.version]), host.arch],
        goVersion: go.version,
        targets: inputs.targets.map(target_targetName),
        modules: modules.hashes,
    });
    const file = (0,external_node_path_.join)(host.stagingDirectory, "go-caches.tar.zst");
    return { uses, opened, trees, modules: places.moduleCache, lookup, sums: modules.sums, file };
}
/** The caches that this run saves and restores; the log has the reason for the others. */
async function findTrees(host, { go, inputs }, places) {
    const { environment } = host;
    const home = environment["HOME"];
    const caches = environment["XDG_CACHE_HOME"] || (home === undefined ? undefined : (0,external_node_path_.join)(home, ".cache"));
    const decided = decideGoCaches({
        go: go.file,
        setupGo: (0,external_node_path_.join)(host.toolDirectory, "go"),
        program: places.cacheProgram,
        build: {
            directory: places.buildCache,
            // Source: os.UserCacheDir.
            usual: caches === undefined ? undefined : (0,external_node_path_.join)(caches, "go-build"),
            set: (environment["GOCACHE"] ?? "") !== "",
            empty: await isEmpty(places.buildCache),
        },
        modules: {
            directory: places.moduleCache,
            usual: (0,external_node_path_.join)(places.gopath.split(":")[0] ?? "", "pkg/mod"),
            set: (environment["GOMODCACHE"] ?? "") !== "",
            empty: await isEmpty(places.moduleCache),
        },
    }, inputs.cache === "on");
    const trees = [
        { name: "build", directory: places.buildCache, accepts: isBuildFile },
        { name: "modules", directory: (0,external_node_path_.join)(places.moduleCache, "cache/download"), accepts: isModuleFile },
    ];
    for (const { name } of trees) {
        const use = decided[name];
        if (use.kind === "left") {
            host.log.info(`Go's ${go_caches_titles[name]} is left alone: ${use.reason}.`);
        }
    }
    return { uses: decided, trees: trees.filter(({ name }) => decided[name].kind === "kept") };
}
const go_caches_titles = { build: "build cache", modules: "module cache" };
/** Also where the directory does not exist. */
async function isEmpty(directory) {
    const names = await (0,promises_.readdir)(directory).catch(() => []);
    return names.length === 0;
}
async function restore(host, session) {
    const { key, prefixes } = makeGoCacheKey({ lookup: session.lookup, builds: undefined }, shortHash);
    host.temporaries.add(host.stagingDirectory);
    await (0,promises_.mkdir)(host.stagingDirectory, { recursive: true });
    const found = await host.cache.restore({ path: session.file, key, restoreKeys: prefixes });
    if (found.kind === "unavailable") {
        host.log.warning(`The cache could not be read, so Go's caches are neither restored nor saved: ${found.reason}`);
        return go_caches_noGoCaches;
    }
    const restored = found.kind === "hit" || found.kind === "partial" ? await restoreTrees(host, session) : [];
    await (0,promises_.rm)(session.file, { recursive: true, force: true });
    host.log.group(go_caches_describeRestored(found, restored), session.lookup.map(describePart));
    let good = restored.length > 0;
    const source = () => (found.kind === "miss" ? undefined : { good, key: "key" in found ? found.key : undefined });
    return {
        dropModules: async () => {
            const dropped = await dropModules(host, restored);
            good &&= !dropped;
            return dropped;
        },
        save: (run) => save(host, { ...session, run, found: source() }).catch((error) => host.log.warning(`Go's caches could not be saved: ${describeForWarning(error)}`)),
    };
}
/** Unpacks the restored archive. Where anything is wrong with it, nothing of it stays. */
async function restoreTrees(host, { file, trees, opened }) {
    try {
        const archive = await openTreeArchive(file);
        const archived = trees.filter(({ name }) => archive.trees.some((each) => each.name === name));
        for (const { name, directory, accepts } of archived) {
            await archive.unpack(name, { directory, mtime: new Date(opened - restoredAge * hour) });
            const unexpected = await findUnexpected(directory, accepts);
            if (unexpected !== undefined) {
                throw new Error(`the archive has ${unexpected}, which no run saves`);
            }
        }
        return archived;
    }
    catch (error) {
        host.log.warning(`Ignoring Go's caches of an earlier run: ${messageOf(error)}`);
        await removeAll(trees);
        return [];
    }
}
async function removeAll(trees) {
    await Promise.all(trees.map(({ directory }) => (0,promises_.rm)(directory, { recursive: true, force: true })));
}
async function dropModules(host, restored) {
    const modules = restored.filter(({ name }) => name === "modules");
    try {
        await removeAll(modules);
        return modules.length > 0;
    }
    catch (error) {
        host.log.warning(`The modules that the cache held could not be removed: ${describeForWarning(error)}`);
        return false;
    }
}
function go_caches_describeRestored(found, restored) {
    switch (found.kind) {
        case "hit":
        case "partial":
            return restored.length > 0
                ? `Go's caches: ${restored.map(({ name }) => go_caches_titles[name]).join(" and ")} restored from ${found.key}`
                : `Go's caches: nothing restored from ${found.key}`;
        case "miss":
            return "Go's caches: no entry found";
        case "damaged":
            return `Go's caches: not restored, ${found.reason}`;
    }
}
function describePart({ name, text }) {
    return `${name}: ${text}`;
}
async function save(host, saving) {
    const { lookup, found, run, file } = saving;
    if (!run.complete) {
        host.log.info("Go's caches: not saved, since a target failed.");
        return;
    }
    const builds = await describeBuilds(run);
    const ownKey = makeGoCacheKey({ lookup, builds }, shortHash).key;
    const taken = found !== undefined && (found.key ?? ownKey).startsWith(ownKey);
    if (taken && found.good) {
        host.log.info("Go's caches: nothing to save, they were restored from an entry of the same key.");
        return;
    }
    const kept = await findKeptFiles(saving);
    const bytes = kept.flatMap(({ files }) => files).reduce((sum, { size }) => sum + size, 0);
    if (bytes === 0) {
        return;
    }
    if (bytes > sizeLimit) {
        const limit = units_byteSize(sizeLimit);
        host.log.info(`Go's caches: not saved, since they are ${units_byteSize(bytes)} and the limit is ${limit}.`);
        return;
    }
    // An entry cannot be replaced. A damaged one is superseded by a newer one, which later runs find first.
    const key = taken ? `${found.key ?? ownKey}+` : ownKey;
    const trees = await Promise.all(kept.map(async ({ name, directory, files }) => {
        const paths = new Set(files.map(({ path }) => path));
        return { name, directory, entries: await listTree(directory, (path) => paths.has(path)), about: null };
    }));
    await writeTreeArchive(file, trees);
    const { size } = await (0,promises_.stat)(file);
    const saved = await host.cache.save({ path: file, key, restoreKeys: [] });
    await (0,promises_.rm)(file, { force: true });
    if (saved.kind === "saved") {
        const title = `Go's caches: saved as ${key}, ${units_byteSize(bytes)} in ${units_byteSize(size)}`;
        host.log.group(title, [...lookup, ...builds].map(describePart));
    }
    else {
        host.log.warning(`Go's caches could not be saved: ${saved.reason}`);
    }
}
/** The part of an entry's key that each target has, by the compiler that it was built with. */
async function describeBuilds({ plan, toolchains, }) {
    return Promise.all(plan.targets.map(async (target) => {
        const outcome = await toolchains.of(target);
        const toolchain = outcome?.kind === "ready" ? outcome.value : undefined;
        // The name of a compiler that was installed has the hash of its root; the host's own needs its version.
        const version = toolchain?.source === "host" ? ` (${toolchain.version})` : "";
        return buildPart(target, toolchain && `${toolchain.names.cc}${version}`);
    }));
}
/** What this run built, downloaded or used. */
async function findKeptFiles({ trees, opened, modules, sums }) {
    const since = opened - (restoredAge * hour) / 2;
    const found = await Promise.all(trees.map(async ({ name, directory }) => {
        const files = name === "build" ? findUsedBuildFiles(directory, since) : findListedModuleFiles(modules, sums);
        return { name, directory, files: await files };
    }));
    return found.filter(({ files }) => files.length > 0);
}

;// CONCATENATED MODULE: ./build/go-caches/index.js
/** Go's own caches between runs. */


;// CONCATENATED MODULE: ./build/commands/decide.js










/**
 * Finds the user's Go and reads the inputs.
 * @param raw The inputs by name, as they were given; absent ones have their defaults.
 * @throws UserError where there is no Go.
 */
async function decide_readQuestion(host, raw) {
    const { directory, outDir } = resolveDirectories(host.workspace, raw);
    const go = await findGo(host, directory);
    const { inputs, problems } = parseInputs(raw, go.platforms);
    if (go.kind === "missing") {
        throw new errors_UserError([...problems, go.problem]);
    }
    if (problems.length === 0) {
        host.log.info(describeTargets(go.version, inputs));
    }
    return { inputs, go, directory, outDir, problems };
}
/**
 * Asks what has to be known and decides everything; does nothing yet, and fetches at most the modules that Go needs to list
 * the program.
 * @throws UserError with everything that stands in the way.
 */
async function decide_decide(host, question, options) {
    const { problems } = question;
    const surveyed = await surveyWithCaches(host, { ...question, archives: archives_archives }, options.goCaches);
    const lock = await openLock(question, options.lock);
    const { survey, planned } = await planWithVerdicts(host, surveyed, (survey) => planProgram(host, question, { ...options, survey, lock }));
    const all = [...problems, ...survey.problems, ...planned.problems, ...lock.problems];
    if (all.length > 0) {
        throw new errors_UserError(all);
    }
    return { plan: planned.plan, machine: survey.machine };
}
function planProgram(host, { inputs, outDir }, known) {
    const { survey, lock, makers, goCaches } = known;
    return makePlan(inputs, survey, { ...makers, outDir, lock, event: host.job.event, goCaches: goCaches.uses });
}
/**
 * Asks everything that can be asked of the program without a toolchain, the verdict on every package that differs without
 * cgo among it, and plans as far as that goes.
 * @throws UserError where the inputs are wrong, or Go cannot list the program for any target.
 */
async function decide_explainProgram(host, question, makers) {
    const surveyed = await surveyProgram(host, { ...question, archives });
    if (question.problems.length > 0 || surveyed.targets.length === 0) {
        const refused = surveyed.refused.flatMap(({ problems }) => problems);
        throw new UserError([...question.problems, ...surveyed.problems, ...refused]);
    }
    const survey = await judgeTargets(host, surveyed, { targets: surveyed.targets, thorough: true });
    const lock = await openLock(question, "bypass");
    const { plan, problems } = planProgram(host, question, { survey, lock, makers, goCaches: noGoCaches });
    // Where no target is left, the plan's problems say again why each is refused.
    const own = problems.filter((problem) => !plan.refused.some((each) => each.problems.includes(problem)));
    return { survey, plan, problems: [...survey.problems, ...own] };
}
/**
 * Makes the plan, and makes it again once it is known what targets lose without cgo of which it has to be: to find out takes
 * a compilation, which most programs can be spared.
 */
async function planWithVerdicts(host, survey, plan) {
    const planned = plan(survey);
    if (planned.undecided.length === 0) {
        return { survey, planned };
    }
    host.log.progress("Looking at what the program does without cgo…");
    const judged = await judgeTargets(host, survey, { targets: planned.undecided, thorough: false });
    return { survey: judged, planned: plan(judged) };
}
/** The survey with the verdicts on some of its targets. */
async function judgeTargets(host, survey, { targets, thorough }) {
    const verdicts = await judgePackages(host, {
        go: survey.go,
        targets: targets.map(({ target, cgo }) => ({ target, lists: cgo.lists })),
        thorough,
    });
    return {
        ...survey,
        targets: survey.targets.map((each) => {
            const found = verdicts.get(target_targetName(each.target));
            return found === undefined ? each : { ...each, cgo: { ...each.cgo, verdicts: found } };
        }),
    };
}
/** Go compares the modules that an earlier run left with go.sum; if one differs, all are fetched again. */
async function surveyWithCaches(host, question, goCaches) {
    const survey = await survey_surveyProgram(host, question);
    const spoilt = survey.problems.find((problem) => /checksum mismatch|\bzip: /.test(problem));
    if (spoilt === undefined || !(await goCaches.dropModules())) {
        return survey;
    }
    host.log.warning(`A module from the cache is not what go.sum says, so all are fetched again: ${spoilt}`);
    return survey_surveyProgram(host, question);
}
/** A lock that cannot be used is a problem beside others, so that all are told at once. */
async function openLock({ directory }, use) {
    const file = await lock_file_findLockPath(directory);
    try {
        return { file, lock: use === "obey" ? await lock_file_readLock(file) : undefined, problems: [] };
    }
    catch (error) {
        if (error instanceof errors_UserError) {
            return { file, lock: undefined, problems: error.problems };
        }
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/emulators/emulator.js
/** The `stop` of emulators that leave nothing running. */
const nothingToStop = async () => { };
/** The environment with directories that the machine's own loader looks through before others. */
function withLibraryPath(environment, path) {
    if (path.length === 0) {
        return environment;
    }
    const before = environment["LD_LIBRARY_PATH"];
    return { ...environment, LD_LIBRARY_PATH: [...path, ...(before === undefined ? [] : [before])].join(":") };
}

;// CONCATENATED MODULE: ./build/emulators/loader.js



/** The processor can run the program, but the machine lacks its loader and libraries: the toolchain's are used. */
const loader = {
    id: "loader",
    offer: ({ machine, survey: { target } }) => machine.os === "linux" && machine.arch === "amd64" && target.os === "linux" && target.arch === "386"
        ? { kind: "offer", emulator: undefined, roots: [], settings: {} }
        : indifferent,
    rootKinds: [],
    start: async () => ({
        command: ({ sysroot, interpreter, libraryPath, environment }) => {
            // A static program needs neither.
            if (sysroot === undefined || interpreter === undefined) {
                return { name: undefined, words: [], environment };
            }
            const file = (0,external_node_path_.join)(sysroot, interpreter);
            const directories = [(0,external_node_path_.dirname)(file), ...libraryPath].join(":");
            return { name: undefined, words: [file, "--library-path", directories], environment };
        },
        stop: nothingToStop,
    }),
};

;// CONCATENATED MODULE: ./build/emulators/native.js


/** No emulator: the machine runs the program itself. */
const native_native = {
    id: "native",
    offer: ({ machine, survey: { target } }) => target.os === machine.os && target.arch === machine.arch
        ? { kind: "offer", emulator: undefined, roots: [], settings: {} }
        : indifferent,
    rootKinds: [],
    start: async () => ({
        command: ({ environment, libraryPath }) => ({
            name: undefined,
            words: [],
            environment: withLibraryPath(environment, libraryPath),
        }),
        stop: nothingToStop,
    }),
};

;// CONCATENATED MODULE: ./build/emulators/package-root.js

/**
 * An emulator's own packages, of the machine's archive, as a root of the emulator's name.
 * @param choose The packages, as the archive's family of distributions names them.
 */
function packageRoot(id, archive, choose) {
    return { id, kind: id, settings: {}, content: packageContent(archive.id, choose(packageFamily(archive.family))) };
}

;// CONCATENATED MODULE: ./build/emulators/qemu.js






/** qemu's user mode: Linux programs of other architectures on Linux. */
const qemu_qemu = {
    id: "qemu",
    offer: ({ machine, survey }) => {
        const { os, arch } = survey.target;
        if (machine.os !== "linux") {
            return declined(`the emulators run on Linux only, and this machine runs ${machine.os}`);
        }
        const user = architectureOf(arch)?.qemu;
        if (os !== "linux" || user === undefined) {
            return indifferent;
        }
        if (user.kind === "none") {
            return declined(user.reason);
        }
        const { archive } = machine;
        if (archive.kind === "missing") {
            return declined(archive.reason);
        }
        // A private one, so that its version is known.
        const root = packageRoot("qemu", archive, (family) => family.qemu());
        return {
            kind: "offer",
            emulator: { id: "qemu", roots: [root.id], settings: {} },
            roots: [root],
            settings: { program: user.program, flags: cpuFlags(survey, user) },
        };
    },
    rootKinds: [{ kind: "qemu", wrappers: qemuWrappers }],
    start: async (_host, _plan, roots) => {
        const directory = roots[0]?.directory;
        if (directory === undefined) {
            throw new Error("qemu was planned without a root");
        }
        return {
            command: ({ settings, sysroot, libraryPath, environment }) => {
                const { program, flags } = qemu_readSettings(settings);
                const root = sysroot === undefined ? [] : ["-L", sysroot];
                // For the program only: qemu itself must not load these libraries.
                const libraries = libraryPath.length === 0 ? [] : ["-E", `LD_LIBRARY_PATH=${libraryPath.join(":")}`];
                return {
                    name: program,
                    words: [(0,external_node_path_.join)(directory, "bin", program), ...flags, ...root, ...libraries],
                    environment,
                };
            },
            stop: nothingToStop,
        };
    },
};
function cpuFlags({ target, environment }, user) {
    const variants = architectureOf(target.arch)?.variants;
    const value = variants === undefined ? undefined : environment.levels[variants.variable];
    // GOARM's softfloat runs on any; GOARM64's options (lse, crypto) need more than the level's oldest processor.
    const level = variants?.variable === "GOARM" ? value?.split(",")[0] : value;
    const cpu = (level === undefined ? undefined : user.oldestCpu[level]) ?? user.otherwise;
    return cpu === undefined ? [] : ["-cpu", cpu];
}
function qemu_readSettings({ program, flags }) {
    if (typeof program !== "string" || !Array.isArray(flags)) {
        throw new Error("invalid settings for qemu");
    }
    return { program, flags: flags.map(String) };
}
/** qemu's own libraries are in the root, and the program must not load them. */
function qemuWrappers({ directory, programs }) {
    return programs
        .filter((name) => /^qemu-[a-z0-9_]+$/.test(name))
        .map((name) => {
        const program = (0,external_node_path_.join)(directory, "root/usr/bin", name);
        // A crash would leave core files of hundreds of megabytes in the working directory: the program's and qemu's.
        const text = script(directory, program, ["-U", "LD_LIBRARY_PATH"]).replace("\n", "\nulimit -c 0\n");
        return { name, text };
    });
}

;// CONCATENATED MODULE: ./build/emulators/forwarding-dll.js
const sectionAddress = 0x1000;
const alignment = 0x200;
/**
 * A DLL for 64-bit Windows without any code: its one export is a forward. Marked as Wine's own, since Wine prefers such.
 * Source of the layout: Microsoft's PE format, "The .edata Section (Image Only)" and "Optional Header".
 */
function forwardingDll(forward) {
    const exports = exportSection(forward);
    const size = Math.ceil(exports.length / alignment) * alignment;
    const file = Buffer.alloc(alignment + size);
    file.write("MZ", 0, "latin1");
    file.writeUInt32LE(0x80, 0x3c);
    file.write("Wine builtin DLL", 0x40, "latin1");
    file.write("PE\0\0", 0x80, "latin1");
    writeFileHeader(file, 0x84);
    writeOptionalHeader(file, 0x98, { used: exports.length, size });
    writeSectionHeader(file, 0x98 + 240, { used: exports.length, size });
    exports.copy(file, alignment);
    return file;
}
/** The export directory, its three tables of one entry each, and the strings. */
function exportSection({ dll, name, to }) {
    const strings = [dll, name, to].map((text) => Buffer.from(`${text}\0`, "latin1"));
    const tables = 40;
    const first = tables + 12;
    const at = strings.map((_, index) => first + strings.slice(0, index).reduce((sum, each) => sum + each.length, 0));
    const [dllAt = 0, nameAt = 0, toAt = 0] = at.map((offset) => sectionAddress + offset);
    const head = Buffer.alloc(first);
    head.writeUInt32LE(dllAt, 12);
    // Ordinal base, number of functions, number of names, and the addresses of the three tables.
    [1, 1, 1, ...[0, 4, 8].map((offset) => sectionAddress + tables + offset)].forEach((value, index) => {
        head.writeUInt32LE(value, 16 + 4 * index);
    });
    // An address within the export section is a forward, not code.
    head.writeUInt32LE(toAt, tables);
    head.writeUInt32LE(nameAt, tables + 4);
    return Buffer.concat([head, ...strings]);
}
function writeFileHeader(file, at) {
    file.writeUInt16LE(0x8664, at);
    file.writeUInt16LE(1, at + 2);
    file.writeUInt16LE(240, at + 16);
    // An executable image, a DLL, of large addresses.
    file.writeUInt16LE(0x2022, at + 18);
}
function writeOptionalHeader(file, at, { used, size }) {
    file.writeUInt16LE(0x20b, at);
    file.writeUInt32LE(size, at + 8);
    file.writeUInt32LE(sectionAddress, at + 20);
    file.writeBigUInt64LE(0x180000000n, at + 24);
    file.writeUInt32LE(0x1000, at + 32);
    file.writeUInt32LE(alignment, at + 36);
    file.writeUInt16LE(6, at + 40);
    file.writeUInt16LE(6, at + 48);
    file.writeUInt32LE(0x2000, at + 56);
    file.writeUInt32LE(alignment, at + 60);
    // A program of the graphical subsystem, wherever it is loaded, without executable data.
    file.writeUInt16LE(2, at + 68);
    file.writeUInt16LE(0x160, at + 70);
    [0x100000n, 0x1000n, 0x100000n, 0x1000n].forEach((value, index) => {
        file.writeBigUInt64LE(value, at + 72 + 8 * index);
    });
    file.writeUInt32LE(16, at + 108);
    file.writeUInt32LE(sectionAddress, at + 112);
    file.writeUInt32LE(used, at + 116);
}
function writeSectionHeader(file, at, { used, size }) {
    file.write(".edata", at, "latin1");
    file.writeUInt32LE(used, at + 8);
    file.writeUInt32LE(sectionAddress, at + 12);
    file.writeUInt32LE(size, at + 16);
    file.writeUInt32LE(alignment, at + 20);
    // Initialised data, readable.
    file.writeUInt32LE(0x40000040, at + 36);
}

;// CONCATENATED MODULE: ./build/emulators/wine-files.js
/**
 * The files of libwine that a console program needs, found by leaving out whatever programs ran without. The names are those
 * of Wine 8; other versions may lack some.
 */
const unixLibraries = `
  bcrypt.so crypt32.so dnsapi.so mountmgr.so msv1_0.so netapi32.so nsiproxy.so ntdll.so secur32.so win32u.so
  ws2_32.so
`;
const windowsFiles = `
  advapi32.dll advpack.dll apisetschema.dll authz.dll avrt.dll bcrypt.dll cabinet.dll cfgmgr32.dll cmd.exe
  combase.dll comctl32.dll comdlg32.dll conhost.exe credui.dll crypt32.dll cryptnet.dll cryptsp.dll
  cryptui.dll dbghelp.dll dhcpcsvc.dll dllhost.exe dnsapi.dll dwmapi.dll explorer.exe find.exe findstr.exe
  fwpuclnt.dll gdi32.dll hid.dll hostname.exe imagehlp.dll imm32.dll ipconfig.exe iphlpapi.dll kerberos.dll
  kernel32.dll kernelbase.dll ktmw32.dll loadperf.dll lz32.dll mmdevapi.dll mountmgr.sys mpr.dll msasn1.dll
  msimg32.dll msv1_0.dll msvcrt.dll mswsock.dll ncrypt.dll ndis.sys net.exe netapi32.dll newdev.dll
  normaliz.dll nsi.dll nsiproxy.sys ntdll.dll ntdsapi.dll ntoskrnl.exe odbc32.dll ole32.dll oleacc.dll
  oleaut32.dll pdh.dll plugplay.exe powrprof.dll propsys.dll psapi.dll rasapi32.dll reg.exe regsvr32.exe
  resutils.dll rpcrt4.dll rpcss.exe rsaenh.dll rstrtmgr.dll rundll32.exe samlib.dll sc.exe schannel.dll
  sechost.dll secur32.dll security.dll services.exe setupapi.dll shcore.dll shell32.dll shfolder.dll
  shlwapi.dll srvcli.dll sspicli.dll start.exe svchost.exe sxs.dll tapi32.dll taskkill.exe tasklist.exe
  tdh.dll ucrtbase.dll urlmon.dll user32.dll userenv.dll usp10.dll uxtheme.dll version.dll virtdisk.dll
  wbemprox.dll wer.dll wevtapi.dll where.exe whoami.exe win32u.dll wineboot.exe wineconsole.exe
  winedevice.exe winhttp.dll wininet.dll winmm.dll winscard.dll wintrust.dll winusb.dll wlanapi.dll
  wldap32.dll ws2_32.dll wsock32.dll wtsapi32.dll xcopy.exe xmllite.dll
`;
const wine_files_words = (text) => text.trim().split(/\s+/);
/** File names by their directory below usr/lib/<multiarch>/wine. */
const wineFiles = { "x86_64-unix": wine_files_words(unixLibraries), "x86_64-windows": wine_files_words(windowsFiles) };

;// CONCATENATED MODULE: ./build/emulators/wine.js








/** Wine: 64-bit Windows programs on Linux of the same architecture. */
const wine = {
    id: "wine",
    offer: ({ machine, survey: { target } }) => {
        const canRun = machine.os === "linux" && machine.arch === "amd64" && target.os === "windows" && target.arch === "amd64";
        if (!canRun) {
            return indifferent;
        }
        const { archive, wine: installed } = machine;
        if (installed !== undefined) {
            return { kind: "offer", emulator: { id: "wine", roots: [], settings: { installed } }, roots: [], settings: {} };
        }
        if (archive.kind === "missing") {
            return declined(archive.reason);
        }
        const root = packageRoot("wine", archive, (family) => family.wine());
        return {
            kind: "offer",
            emulator: { id: "wine", roots: [root.id], settings: {} },
            roots: [root],
            settings: {},
        };
    },
    rootKinds: [{ kind: "wine", finish: ({ directory, multiarch }) => finishWineRoot(directory, multiarch) }],
    start: async (host, plan, roots) => {
        const installed = plan?.settings["installed"];
        const [root] = roots;
        if (typeof installed === "string") {
            return startWine(host, { kind: "installed", command: installed });
        }
        if (root === undefined) {
            throw new Error("wine was planned without a root");
        }
        return startWine(host, { kind: "root", directory: root.directory });
    },
};
/** Where Debian's packages have Wine's programs and its libraries. */
const programs = "root/usr/lib/wine";
const libraries = (multiarch) => (0,external_node_path_.join)("root/usr/lib", multiarch, "wine");
/** The time limit for making a prefix. */
const prefixSeconds = 120;
/**
 * Makes Wine's packages usable from any directory. Three things are done by the packages' scripts otherwise, or expect to be
 * in /usr; and of its 700 libraries, which are all copied into each prefix, a console program needs a hundred.
 * @param directory The root.
 */
async function finishWineRoot(directory, multiarch) {
    const wine = (0,external_node_path_.join)(directory, libraries(multiarch));
    for (const part of ["x86_64-unix", "x86_64-windows"]) {
        const keep = new Set(wineFiles[part]);
        for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(wine, part))) {
            if (!keep.has(name)) {
                await (0,promises_.rm)((0,external_node_path_.join)(wine, part, name), { recursive: true, force: true });
            }
        }
    }
    // Debian's is a script with absolute paths, and Wine looks there first. -p0: it exits with its last program.
    const server = (0,external_node_path_.join)(directory, programs, "wineserver");
    await (0,promises_.rm)(server, { force: true });
    await (0,promises_.writeFile)(server, '#!/bin/sh\nexec "$(dirname "$0")/wineserver64" -p0 "$@"\n', { mode: 0o755 });
    await markBuiltin((0,external_node_path_.join)(directory, "root/usr/x86_64-w64-mingw32/lib/zlib1.dll"), (0,external_node_path_.join)(wine, "x86_64-windows/zlib1.dll"));
}
/** What libwine's postinst does: the DLL counts as Wine's own by a mark in its DOS header. */
async function markBuiltin(from, to) {
    await (0,promises_.copyFile)(from, to);
    const file = await (0,promises_.open)(to, "r+");
    try {
        await file.write(Buffer.from("Wine builtin DLL".padEnd(32, "\0"), "latin1"), 0, 32, 64);
    }
    finally {
        await file.close();
    }
}
/**
 * Makes a prefix in the run's scratch directory, in which programs are started: no display, no sound, nothing in the user's
 * home.
 * @throws UserError if the prefix cannot be made.
 */
async function startWine(host, source) {
    const home = (0,external_node_path_.join)(host.scratchDirectory, "wine");
    const prefix = (0,external_node_path_.join)(home, "prefix");
    await (0,promises_.mkdir)(home, { recursive: true });
    const root = source.kind === "root" ? source : undefined;
    const command = source.kind === "installed" ? source.command : (0,external_node_path_.join)(source.directory, programs, "wine64");
    const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...rest } = host.environment;
    const environment = {
        ...rest,
        HOME: home,
        // wineserver leaves a directory there.
        TMPDIR: home,
        WINEPREFIX: prefix,
        WINEDEBUG: "-all,err+module",
        WINEDLLOVERRIDES: "mscoree,mshtml=",
        ...(root === undefined ? {} : { LD_LIBRARY_PATH: (0,external_node_path_.join)(root.directory, "host-lib") }),
    };
    const made = await host.processes.run({
        file: command,
        args: ["wineboot.exe", "--init"],
        environment,
        timeoutSeconds: prefixSeconds,
    });
    if (made.exitCode !== 0) {
        throw new errors_UserError(`Wine could not make its prefix: ${made.output.trim().split("\n").slice(-3).join(" ")}`);
    }
    await addMissingDll(prefix);
    const server = root === undefined ? "wineserver" : (0,external_node_path_.join)(root.directory, programs, "wineserver64");
    const stop = async () => {
        // If that fails, it exits by itself a second later, because of -p0.
        await host.processes.run({ file: server, args: ["-k"], environment, timeoutSeconds: 10 }).catch(() => undefined);
    };
    return { command: () => ({ name: "wine", words: [command], environment }), stop };
}
/**
 * Go programs need bcryptprimitives.dll since Go 1.22, and every Windows since 8 has it; Wine before 9 has not. Its one
 * function is another name of one that Wine does have.
 */
async function addMissingDll(prefix) {
    const file = (0,external_node_path_.join)(prefix, "drive_c/windows/system32/bcryptprimitives.dll");
    if (!(await exists(file))) {
        const forward = { dll: "bcryptprimitives.dll", name: "ProcessPrng", to: "advapi32.SystemFunction036" };
        await (0,promises_.writeFile)(file, forwardingDll(forward));
    }
}

;// CONCATENATED MODULE: ./build/emulators/emulators.js





/** What runs programs on this machine; they are asked in this order. */
const emulators = [native_native, loader, wine, qemu_qemu];
/** Starts every emulator of a plan as soon as its roots are ready. Throws nothing: a failure is an outcome. */
function startEmulators(host, plan, { roots, emulators: list }) {
    const ids = new Set(plan.targets.flatMap(({ run }) => (run.kind === "run" ? [run.emulator] : [])));
    const started = new Map([...ids].map((id) => [
        id,
        outcomeOf(() => start(host, { emulator: findEmulator(list, id), plan: plan.emulators, roots })),
    ]));
    return {
        of: (run) => (run.kind === "run" ? started.get(run.emulator) : undefined),
        stop: async () => {
            for (const outcome of await Promise.all(started.values())) {
                if (outcome.kind === "ready") {
                    await outcome.value.stop();
                }
            }
        },
    };
}
async function start(host, { emulator, plan, roots }) {
    const own = plan.find(({ id }) => id === emulator.id);
    const parts = await Promise.all((own?.roots ?? []).map(async (id) => readyValue(await roots.of(id))));
    return emulator.start(host, own, parts);
}
/** Throws for an unknown id: plans are made from the same list. */
function findEmulator(list, id) {
    const found = list.find((each) => each.id === id);
    if (found === undefined) {
        throw new Error(`no emulator is named ${id}`);
    }
    return found;
}

;// CONCATENATED MODULE: ./build/emulators/index.js


;// CONCATENATED MODULE: ./build/toolchains/linked.js





/** The -l words that pkg-config gives for modules of a root; none where there are no modules. */
async function askPkgConfig(host, { directories, files, pkgConfig }, args) {
    if (args.every((word) => word.startsWith("-"))) {
        return [];
    }
    const path = directories.pkgConfig.map((at) => (0,external_node_path_.join)(files, at));
    const environment = { ...host.environment, PKG_CONFIG_PATH: undefined, PKG_CONFIG_LIBDIR: path.join(":") };
    const done = await host.processes.run({
        file: pkgConfig,
        args: ["--libs-only-l", ...args],
        environment,
        timeoutSeconds: 60,
    });
    if (done.exitCode !== 0) {
        throw new errors_UserError(`pkg-config ${args.join(" ")} failed: ${done.stderr.trim()}`);
    }
    return [...new Set(splitWords(done.stdout.trim()).words)];
}
/**
 * Which of a root's libraries a binary was linked with. `needed` is what it asks the loader for; of a static one only the
 * program's own packages tell, by what they ask the linker for.
 */
async function describeLinked(host, root, binary) {
    const { requirements, files, packages } = root;
    const owners = await libraryOwners(files);
    const versions = new Map(packages.map(({ name, version }) => [name, version]));
    const entry = (file, isNeeded) => {
        const owner = owners.get(file);
        return owner === undefined
            ? []
            : [{ file, package: owner, version: versions.get(owner) ?? "", install: isNeeded ? owner : undefined }];
    };
    if (!binary.static) {
        return binary.needed.filter((soname) => !everywhere.test(soname)).flatMap((soname) => entry(soname, true));
    }
    const names = (kind) => requirements
        .filter((requirement) => requirement.kind === kind && requirement.programs.includes(binary.program))
        .map(({ name }) => name);
    const words = await askPkgConfig(host, root, ["--static", ...names("pkg-config")]);
    const linked = [...names("library"), ...words.map((word) => word.replace(/^-l/, ""))];
    return [...new Set(linked)].flatMap((name) => entry(`lib${name}.a`, false));
}
/** What every system has, or what is the compiler's own. */
const everywhere = /^(ld-linux.*|lib(c|m|mvec|pthread|dl|rt|resolv|util|anl|gcc_s|stdc\+\+|atomic))\.so/;
/** Which of this machine's installed libraries a binary needs, where its own compiler has found them; see dpkg-query(1). */
async function describeInstalled(host, needed) {
    const ask = async (...args) => {
        const done = await host.processes.run({ file: "dpkg-query", args, timeoutSeconds: 60 });
        return done.exitCode === 0 ? done.stdout : "";
    };
    const found = [];
    for (const file of needed.filter((each) => !everywhere.test(each) && !each.includes("/"))) {
        // `zlib1g:amd64: /lib/x86_64-linux-gnu/libz.so.1`
        const [, owner] = /^([a-z0-9][a-z0-9+.-]+)(?::[a-z0-9]+)?: /m.exec(await ask("--search", `*/${file}`)) ?? [];
        if (owner !== undefined) {
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a field, to dpkg-query
            const [version = ""] = (await ask("--show", "--showformat=${Version}\\n", owner)).split("\n");
            found.push({ file, package: owner, version, install: owner });
        }
    }
    return found;
}
/** The package of each library file, by the lists that the root keeps. A soname may be a link, which lists leave out. */
async function libraryOwners(files) {
    const directory = (0,external_node_path_.join)(files, packageLists);
    const owners = new Map();
    const places = new Set();
    for (const name of (await (0,promises_.readdir)(directory)).sort()) {
        for (const path of (await (0,promises_.readFile)((0,external_node_path_.join)(directory, name), "utf8")).split("\n").filter((line) => line !== "")) {
            owners.set(path.split("/").at(-1) ?? path, name);
            places.add((0,external_node_path_.dirname)(path));
        }
    }
    for (const place of places) {
        for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(files, place)).catch(() => [])) {
            const to = await (0,promises_.readlink)((0,external_node_path_.join)(files, place, name)).catch(() => undefined);
            const owner = to === undefined ? undefined : owners.get(to.split("/").at(-1) ?? to);
            if (owner !== undefined && !owners.has(name)) {
                owners.set(name, owner);
            }
        }
    }
    return owners;
}

;// CONCATENATED MODULE: ./build/toolchains/commands.js



/**
 * Writes commands that bring several roots together, into a tool directory that is named by the content of all of them:
 * what is there already is what would be written. Gives the directory for PATH. Throws where it cannot be written.
 * @param make The commands, given the directory that they will be in.
 */
async function writeCommands(host, { id, content }, make) {
    const [tool, version] = [`cgo-cross-commands-${id}`, `0.0.0-h${content}`];
    const binDirectory = (0,external_node_path_.join)(host.tools.directory(tool, version), "bin");
    await (0,promises_.mkdir)(binDirectory, { recursive: true });
    for (const { name, text } of await make(binDirectory)) {
        // In one step each, since another run may be using them.
        const partial = (0,external_node_path_.join)((0,external_node_path_.dirname)(binDirectory), `.${name}.${(0,external_node_crypto_.randomUUID)()}`);
        await (0,promises_.writeFile)(partial, text);
        await (0,promises_.chmod)(partial, 0o755);
        await (0,promises_.rename)(partial, (0,external_node_path_.join)(binDirectory, name));
    }
    await host.tools.complete(tool, version);
    return binDirectory;
}

;// CONCATENATED MODULE: ./build/toolchains/pkg-config.js


/**
 * A pkg-config that sees the root's .pc files, and before them those of directories that the job has made and named in
 * PKG_CONFIG_PATH. The machine's own would put its headers and libraries into the build. pkg-config puts the sysroot before
 * all directories; what is not in the root's /usr is the job's, where it is as it is.
 */
function pkgConfigCommand({ program, searchPath, sysroot, ...rest }) {
    const command = `${program}${rest.static ? " --static" : ""} "$@"`;
    const before = sysroot.replaceAll(/[\\.*^$[\]|&]/g, "\\$&");
    // A character that is in no path keeps apart what stays.
    const replacements = [`s|${before}/usr/|\\n|g`, `s|${before}/|/|g`, `s|\\n|${before}/usr/|g`];
    return [
        "#!/bin/sh",
        "job=",
        "IFS=:",
        "set -f",
        "for at in $PKG_CONFIG_PATH; do",
        '  case "$at" in',
        `    "" | ${hostDirectoryPatterns.join(" | ")}) ;;`,
        '    *) [ -z "$job" ] || at="$job:$at"; job=$at ;;',
        "  esac",
        "done",
        "unset IFS PKG_CONFIG_PATH",
        "set +f",
        `export PKG_CONFIG_LIBDIR=${wrappers_quote(searchPath.join(":"))}`,
        `export PKG_CONFIG_SYSROOT_DIR=${wrappers_quote(sysroot)}`,
        `[ -n "$job" ] || exec ${command}`,
        'export PKG_CONFIG_PATH="$job"',
        `said=$(${command}) || exit`,
        `[ -z "$said" ] || printf '%s\\n' "$said" | sed ${replacements.map((each) => `-e ${wrappers_quote(each)}`).join(" ")}`,
        "",
    ].join("\n");
}

;// CONCATENATED MODULE: ./build/toolchains/wrappers.js



/** The same from a root's settings. Throws where they are not gcc's. */
function gccNames({ triple, multiarch, cc, cxx, ar, native }) {
    if (triple === undefined ||
        multiarch === undefined ||
        cc === undefined ||
        cxx === undefined ||
        ar === undefined ||
        native === undefined) {
        throw new Error("the settings of a root with gcc lack a name");
    }
    return { triple, multiarch, cc, cxx, ar, native };
}
/**
 * The wrappers of a root with gcc: every program under its plain name, and the compilers also under a name that says what
 * is in the root; see compilerNames.
 */
function gccWrappers(place, names) {
    const { triple } = names;
    const root = (0,external_node_path_.join)(place.directory, "root");
    const wrappers = new Map(place.programs
        .filter((program) => program.startsWith(`${triple}-`))
        .sort()
        .map((program) => {
        const flags = isCompiler(program) ? compilerFlags(root, names) : [];
        return [plainName(program), script(place.directory, (0,external_node_path_.join)(root, "usr/bin", program), flags)];
    }));
    const byContent = compilerNames(names, place.content);
    for (const language of ["cc", "cxx"]) {
        const text = wrappers.get(plainName(names[language]));
        if (text !== undefined) {
            wrappers.set(byContent[language], text);
        }
    }
    wrappers.set(`${triple}-pkg-config`, pkgConfigScript(root, names));
    return [...wrappers].map(([name, text]) => ({ name, text }));
}
function isCompiler(program) {
    return /-(gcc|g\+\+|cpp|c\+\+)(-\d+)?(-posix)?$/.test(program);
}
function compilerFlags(root, { triple, native }) {
    return [
        `--sysroot=${root}`,
        // Paths of this machine would differ from one machine to the next in debug information.
        `-ffile-prefix-map=${root}=/${triple}`,
        // The machine's own gcc looks for `as` and `ld` on PATH, where those of another release may be.
        ...(native === "yes" ? [`-B${(0,external_node_path_.join)(root, "usr/bin")}/`] : []),
    ];
}
/** The wrappers carry plain names: the threads model is only part of the packaged program's. */
function plainName(program) {
    return program.replace(/-(posix|win32)$/, "");
}
/**
 * The compilers' names for `go build`, to be found on PATH. Go mixes CC as it is written into the build ID, and keys its
 * build cache by it: a name without a directory gives the same binary wherever the root lies, and the content's hash in
 * it keeps objects of another compiler, or of other headers, from being taken for this one's.
 */
function compilerNames({ cc, cxx }, content) {
    return { cc: `${plainName(cc)}-${content}`, cxx: `${plainName(cxx)}-${content}` };
}
/** Where a root's compiler finds its archiver, and what to link there: the wrapper, which finds the libraries it needs. */
function archiverLink({ triple, ar }) {
    return { link: (0,external_node_path_.join)("root/usr", triple, "bin/ar"), to: (0,external_node_path_.join)("../../../../bin", ar) };
}
/** The pkg-config of a root with gcc's libraries for one target. */
function pkgConfigScript(root, { multiarch, triple }) {
    const places = [`usr/lib/${multiarch}/pkgconfig`, `usr/${triple}/lib/pkgconfig`, "usr/share/pkgconfig"];
    const searchPath = places.map((place) => (0,external_node_path_.join)(root, place));
    return pkgConfigCommand({ program: "pkg-config", searchPath, sysroot: root, static: false });
}

;// CONCATENATED MODULE: ./build/toolchains/clang-commands.js





/**
 * Makes the commands that join a compiler and a target's root, in a tool directory that is named by the content of both:
 * what is there already is what would be written. Throws where it cannot be written.
 */
async function makeClangCommands(host, plan, parts) {
    const content = pairHash(plan, parts);
    const binDirectory = await writeCommands(host, { id: plan.id, content }, (directory) => clangWrappers(plan, { binDirectory: directory, content, ...parts }));
    return { binDirectory, names: compilerNames(plan, content) };
}
/** A short hash of the compiler, of the target's root and of the commands that join them, wherever they lie. */
function pairHash(plan, { clang, target }) {
    const compiler = plan.compiler && { ...plan.compiler, cc: "cc", lld: "lld", ar: "ar" };
    const commands = clangWrappers({ ...plan, compiler }, {
        clang: clang && { ...clang, directory: "clang" },
        target: { ...target, directory: "target" },
        binDirectory: "bin",
        content: "",
    });
    const words = [
        compiler?.line ?? contentHash(clang?.record.packages ?? []),
        contentHash(target.record.packages),
        ...commands.map(({ text }) => text),
    ];
    return shortHash(words.join("\n"));
}
/** The commands for one target: the compilers under two names each (see compilerNames), ar, GNU ld and pkg-config. */
function clangWrappers(plan, place) {
    const { triple, cc, cxx, ar } = plan;
    const names = compilerNames(plan, place.content);
    const root = (0,external_node_path_.join)(place.target.directory, "root");
    const flags = clangFlags(plan, place);
    const cxxFlags = ["--driver-mode=g++", ...flags];
    const linker = script(place.target.directory, (0,external_node_path_.join)(root, "usr/bin", `${triple}-ld.bfd`), []);
    return [
        ...[cc, names.cc].map((name) => ({ name, text: tool(plan, place, { name: "cc", flags }) })),
        ...[cxx, names.cxx].map((name) => ({ name, text: tool(plan, place, { name: "cc", flags: cxxFlags }) })),
        { name: ar, text: tool(plan, place, { name: "ar", flags: [] }) },
        ...(plan.linker === "gnu" ? [{ name: `${triple}-ld`, text: linker }] : []),
        { name: `${triple}-pkg-config`, text: pkgConfigScript(root, plan) },
    ];
}
function clangFlags(plan, { clang, target, binDirectory }) {
    const { triple } = plan;
    const root = (0,external_node_path_.join)(target.directory, "root");
    const lld = plan.compiler?.lld ?? (0,external_node_path_.join)(clang?.directory ?? "", "root/usr/bin/ld.lld");
    return [
        `--target=${triple}`,
        // clang looks for mingw-w64 in <sysroot>/<triple>.
        ...(plan.mingw ? [`--sysroot=${(0,external_node_path_.join)(root, "usr")}`] : [`--sysroot=${root}`]),
        `--gcc-toolchain=${(0,external_node_path_.join)(root, "usr")}`,
        // Go asks for the archiver with --print-prog-name=ar.
        `-B${binDirectory}`,
        ...(plan.linker === "lld"
            ? ["-fuse-ld=lld", `--ld-path=${lld}`]
            : [`--ld-path=${(0,external_node_path_.join)(binDirectory, `${triple}-ld`)}`]),
        // Paths of this machine would differ from one machine to the next in debug information.
        `-ffile-prefix-map=${root}=/${triple}`,
        ...(clang === undefined ? [] : [`-ffile-prefix-map=${(0,external_node_path_.join)(clang.directory, "root")}=/clang`]),
        // Go compiles its own C with -Werror, and not every command links.
        "-Wno-unused-command-line-argument",
        ...plan.flags,
    ];
}
/** The machine's own program, or the one of clang's root. */
function tool(plan, { clang }, { name, flags }) {
    if (clang !== undefined) {
        const program = (0,external_node_path_.join)(clang.directory, "root/usr/bin", name === "cc" ? "clang" : "ar");
        return script(clang.directory, program, flags);
    }
    return `#!/bin/sh\nexec ${[plan.compiler?.[name] ?? name, ...flags].map(wrappers_quote).join(" ")} "$@"\n`;
}

;// CONCATENATED MODULE: ./build/toolchains/native.js
/** The target is the machine's own: its own compiler may do, and no distribution has a cross compiler for it. */
function isNative({ survey, machine }) {
    return survey.target.os === machine.os && survey.target.arch === machine.arch;
}

;// CONCATENATED MODULE: ./build/toolchains/release.js



const own = { kind: "chosen", release: undefined };
/**
 * The release that a target's toolchain is taken from, so that the binary runs with the glibc that was asked for: the
 * newest of the machine's own distribution that has none newer.
 */
function chooseRelease({ inputs, survey, machine, libc }) {
    const { glibc: minimum } = inputs;
    const { distribution } = machine;
    if (minimum === undefined || inputs.static || libc !== "glibc" || survey.target.os !== "linux") {
        return own;
    }
    if (distribution === undefined) {
        const reason = "that takes packages of Debian or Ubuntu, and this machine has none; leave it out";
        return declined(`cannot be built for ${minimum}: ${reason}`, "glibc");
    }
    const releases = glibcReleases.filter(({ id }) => id === distribution.id);
    const isOldEnough = ({ glibc }) => compareVersions(glibc, minimum) <= 0;
    if (releases.some((each) => each.version === distribution.version && isOldEnough(each))) {
        return own;
    }
    const older = releases.filter(isOldEnough).flatMap(({ id, version }) => {
        const found = releases_findRelease(`${id}-${version}`, distribution);
        return found.kind === "found" ? [found.distribution] : [];
    });
    const newest = older.at(-1);
    return newest === undefined ? noRelease(distribution, minimum) : { kind: "chosen", release: newest };
}
function noRelease({ title }, minimum) {
    const [name = title] = title.split(" ");
    return declined(`cannot be built: no release of ${name} that can be fetched here has a glibc as old as ${minimum}; choose a newer ` +
        "one, or set `static: true` or `libc: musl`, which need none", "glibc");
}
/** What is of another release than the machine's own says so in its name. */
function withRelease(id, release) {
    return release === undefined ? id : `${id}-${release.codename}`;
}

;// CONCATENATED MODULE: ./build/toolchains/settings.js
/** What JSON can hold of a value: an absent property is left out, as JSON.stringify leaves it out. */
function toSettings(value) {
    return JSON.parse(JSON.stringify(value));
}
/**
 * The settings of a plan as the type that its maker gave them. Plans are made in the process that reads them, and each
 * provider, layer and emulator reads its own alone.
 */
function fromSettings(settings) {
    return settings;
}

;// CONCATENATED MODULE: ./build/toolchains/version.js

/**
 * Starts a compiler once and gives the first line of its `--version`: one that cannot start here is found out before
 * anything is built with it.
 * @param words The program and its words, as in CC.
 * @throws UserError where it does not start.
 */
async function compilerVersion(host, words) {
    const [file = "", ...args] = words;
    const failed = (reason, cause) => new errors_UserError(`the compiler ${file} does not start: ${reason}`, cause === undefined ? {} : { cause });
    const done = await host.processes.run({ file, args: [...args, "--version"], timeoutSeconds: 60 }).catch((error) => {
        const described = describeError(error);
        throw failed(described.kind === "user" ? described.problems.join("; ") : described.message, error);
    });
    if (done.exitCode !== 0) {
        throw failed(done.output.trim());
    }
    return done.stdout.split("\n")[0] ?? "";
}

;// CONCATENATED MODULE: ./build/toolchains/clang.js









/**
 * clang as a compiler for every target: one root with the compiler itself, unless the machine has it, a root for each
 * target with what is the target's own, and for each pair of them a directory of commands that combines the two.
 */
const clang = {
    id: "clang",
    offer: (question) => {
        const { inputs, survey } = question;
        const isGccs = survey.target.os === "windows" && survey.need.cxx;
        return inputs.compiler === "clang" && !isGccs ? offerClang(question) : indifferent;
    },
    rootKinds: [
        { kind: "clang" },
        {
            kind: "clang-target",
            finish: ({ directory, settings }) => settings["mingw"] === "yes" ? keepLibgcc(directory, settings["triple"] ?? "") : dropGccHeaders(directory),
        },
    ],
    open: async (host, plan, roots) => {
        const settings = fromSettings(plan.settings);
        const parts = clangParts(settings, roots);
        const commands = await makeClangCommands(host, settings, parts);
        return describeToolchain(host, { id: plan.id, cxx: plan.cxx, settings, parts, commands });
    },
};
function offerClang(question) {
    const { survey, machine, abi: found } = question;
    if (found.kind === "none") {
        return declined(found.reason);
    }
    const { archive } = machine;
    if (archive.kind === "missing") {
        return declined(`${archive.reason}; run on Debian or Ubuntu`);
    }
    const unserved = unservedFlag(question);
    if (unserved !== undefined) {
        return declined(`${unserved} needs a library of clang's own, which distributions have for the machine's own processor alone; ` +
            "leave it out, or set `compiler: gcc`");
    }
    const release = chooseRelease(question);
    if (release.kind === "declined") {
        return release;
    }
    const { abi, staticReason } = found;
    const settings = clangSettings(question, { abi, family: packageFamily(archive.family), release: release.release });
    const roots = clangRoots(question, { abi, settings, archive, release: release.release });
    return {
        kind: "offer",
        toolchain: {
            id: settings.id,
            provider: "clang",
            cxx: survey.need.cxx,
            libc: abi.libc,
            triple: abi.triple,
            compiler: settings.cc,
            roots: roots.map(({ id }) => id),
            settings: toSettings(settings),
        },
        roots,
        abi,
        interpreter: abi.interpreters[abi.libc],
        findsInstalled: false,
        lld: settings.linker === "lld",
        release: release.release,
        staticReason,
        notes: [],
    };
}
function clangSettings(question, { abi, family, release }) {
    const { triple, multiarch } = abi;
    const { flags, gnuLinker } = abi.clang;
    const compiler = question.machine.clang;
    const lld = gnuLinker === undefined || (compiler?.version ?? 0) >= (gnuLinker.lldSince ?? Number.POSITIVE_INFINITY);
    return {
        id: withRelease(`clang-${triple}`, release),
        triple,
        multiarch,
        cc: `${triple}-clang`,
        cxx: `${triple}-clang++`,
        ar: `${triple}-ar`,
        sysroot: family.sysroot(abi, isNative(question)),
        compiler,
        flags,
        linker: lld ? "lld" : "gnu",
        mingw: abi.libc === "mingw",
    };
}
/** The compiler's own, where the machine does not have it, and the target's: clangParts takes them in this order. */
function clangRoots(question, { abi, release, settings, archive }) {
    const { id, triple, mingw, compiler, linker } = settings;
    const family = packageFamily(archive.family);
    const { cxx } = question.survey.need;
    const set = family.clangTarget(abi, { cxx, native: isNative(question), gnuLinker: linker === "gnu" });
    const target = {
        id,
        kind: "clang-target",
        settings: { triple, mingw: mingw ? "yes" : "no" },
        content: packageContent(archive.id, set, { release }),
    };
    const own = {
        id: "clang",
        kind: "clang",
        settings: {},
        content: packageContent(archive.id, family.clang()),
    };
    return compiler === undefined ? [own, target] : [target];
}
function unservedFlag({ inputs }) {
    const words = [...inputs.goFlags, ...inputs.cgoCflags, ...inputs.cgoCxxflags, ...inputs.cgoLdflags];
    return words.find((word) => /^--?(asan|msan)(=true)?$|^-fopenmp/.test(word));
}
/** clang has its own in their place; for MIPS, version 14 would take gcc's <stdatomic.h>, which it cannot compile. */
async function dropGccHeaders(directory) {
    for (const each of await gccDirectories(directory)) {
        await (0,promises_.rm)((0,external_node_path_.join)(each, "include"), { recursive: true, force: true });
    }
}
/** Of mingw's gcc only libgcc is used, and clang looks for it beside the other libraries. */
async function keepLibgcc(directory, triple) {
    for (const each of await gccDirectories(directory)) {
        for (const name of ["libgcc.a", "libgcc_eh.a", "libatomic.a"]) {
            await (0,promises_.rename)((0,external_node_path_.join)(each, name), (0,external_node_path_.join)(directory, "root/usr", triple, "lib", name));
        }
    }
    await (0,promises_.rm)((0,external_node_path_.join)(directory, "root/usr/lib/gcc"), { recursive: true });
    await (0,promises_.rm)((0,external_node_path_.join)(directory, "root/usr/bin"), { recursive: true });
    await (0,promises_.mkdir)((0,external_node_path_.join)(directory, "root/usr/bin"));
}
/** usr/lib/gcc-cross/<triple>/<version> and the like. */
async function gccDirectories(directory) {
    const found = [];
    for (const name of ["gcc", "gcc-cross"]) {
        const top = (0,external_node_path_.join)(directory, "root/usr/lib", name);
        for (const triple of await (0,promises_.readdir)(top).catch(() => [])) {
            found.push(...(await (0,promises_.readdir)((0,external_node_path_.join)(top, triple))).map((version) => (0,external_node_path_.join)(top, triple, version)));
        }
    }
    return found;
}
/** The roots of a plan, as clangRoots lists them. */
function clangParts({ compiler }, roots) {
    const [first, second] = roots;
    const [own, target] = compiler === undefined ? [first, second] : [undefined, first];
    if (target === undefined) {
        throw new Error(`a clang of ${roots.length} roots was planned`);
    }
    return { clang: own, target };
}
async function describeToolchain(host, { id, cxx: hasCxx, settings, parts, commands }) {
    const { cc, cxx, ar, triple, sysroot } = settings;
    const { target } = parts;
    const command = (name) => (0,external_node_path_.join)(commands.binDirectory, name);
    const both = [target, ...(parts.clang === undefined ? [] : [parts.clang])];
    return {
        id,
        triple,
        cc: command(cc),
        cxx: hasCxx ? command(cxx) : undefined,
        ar: command(ar),
        names: { cc: commands.names.cc, cxx: hasCxx ? commands.names.cxx : undefined },
        pkgConfig: command(`${triple}-pkg-config`),
        binDirectories: [commands.binDirectory],
        sysroot: (0,external_node_path_.join)(target.directory, "root", sysroot),
        libraryPath: [],
        linked: undefined,
        version: await compilerVersion(host, [command(cc)]),
        source: both.find((root) => root.source === "download")?.source ?? target.source,
        checked: both.find((root) => root.checked === "record")?.checked ?? target.checked,
        packages: both.flatMap((root) => root.record.packages),
        seconds: Math.max(...both.map((root) => root.seconds)),
        bytesDownloaded: both.reduce((sum, root) => sum + root.bytesDownloaded, 0),
        directory: target.directory,
    };
}

;// CONCATENATED MODULE: ./build/toolchains/provider.js
/** The only root of a toolchain or layer that has one. */
function onlyRoot(roots) {
    const [root] = roots;
    if (root === undefined || roots.length > 1) {
        throw new Error(`one root was planned, and there are ${roots.length}`);
    }
    return root;
}

;// CONCATENATED MODULE: ./build/toolchains/gcc.js











/** The distribution's gcc: a cross compiler for each target, or its own where the machine has none. */
const gcc = {
    id: "gcc",
    offer: (question) => {
        const note = takesOver(question);
        return question.inputs.compiler === "gcc" || note !== undefined ? offerGcc(question, note) : indifferent;
    },
    rootKinds: [
        {
            kind: "gcc",
            finish: ({ directory, settings }) => linkArchiver(directory, gccNames(settings)),
            wrappers: (place, settings) => gccWrappers(place, gccNames(settings)),
        },
    ],
    open: async (host, plan, roots) => {
        const root = onlyRoot(roots);
        const { triple, cc, cxx, ar, sysroot } = fromSettings(plan.settings);
        const command = (name) => (0,external_node_path_.join)(root.directory, "bin", name);
        const names = compilerNames({ cc, cxx }, contentHash(root.record.packages));
        return {
            id: plan.id,
            triple,
            cc: command(plainName(cc)),
            cxx: plan.cxx ? command(plainName(cxx)) : undefined,
            ar: command(ar),
            names: { cc: names.cc, cxx: plan.cxx ? names.cxx : undefined },
            pkgConfig: command(`${triple}-pkg-config`),
            binDirectories: [(0,external_node_path_.join)(root.directory, "bin")],
            sysroot: (0,external_node_path_.join)(root.directory, "root", sysroot),
            libraryPath: [],
            linked: undefined,
            version: await compilerVersion(host, [command(plainName(cc))]),
            source: root.source,
            checked: root.checked,
            packages: root.record.packages,
            seconds: root.seconds,
            bytesDownloaded: root.bytesDownloaded,
            directory: root.directory,
        };
    },
};
/** Why gcc compiles although clang was asked for; undefined where it does not. */
function takesOver({ inputs, survey }) {
    return inputs.compiler === "clang" && survey.target.os === "windows" && survey.need.cxx
        ? "compiled by gcc: the C++ library that distributions have for Windows is made for gcc alone"
        : undefined;
}
function offerGcc(question, note) {
    const { inputs, survey, machine, abi: found } = question;
    if (found.kind === "none") {
        return declined(found.reason);
    }
    const { archive } = machine;
    if (archive.kind === "missing") {
        return declined(`${archive.reason}; run on Debian or Ubuntu`);
    }
    const release = chooseRelease(question);
    if (release.kind === "declined") {
        return release;
    }
    const { abi, staticReason } = found;
    const native = isNative(question);
    const family = packageFamily(archive.family);
    const names = {
        triple: abi.triple,
        multiarch: abi.multiarch,
        ...family.gccPrograms(abi),
        native: native ? "yes" : "no",
    };
    const settings = { ...names, sysroot: family.sysroot(abi, native) };
    const id = withRelease(abi.triple, release.release);
    const { cxx } = survey.need;
    const set = family.gcc(abi, { cxx, native, sanitizers: usesSanitizer(inputs) });
    const content = packageContent(archive.id, set, { release: release.release });
    return {
        kind: "offer",
        toolchain: {
            id,
            provider: "gcc",
            cxx,
            libc: abi.libc,
            triple: abi.triple,
            compiler: plainName(names.cc),
            roots: [id],
            settings: toSettings(settings),
        },
        roots: [{ id, kind: "gcc", settings: names, content }],
        abi,
        interpreter: abi.interpreters[abi.libc],
        findsInstalled: false,
        lld: false,
        release: release.release,
        staticReason,
        notes: note === undefined ? [] : [note],
    };
}
function usesSanitizer({ goFlags }) {
    return goFlags.some((flag) => /^--?(asan|msan)(=true)?$/.test(flag));
}
/** Go asks the compiler where its archiver is, and starts that by itself for a c-archive: it has to find the wrapper. */
async function linkArchiver(directory, names) {
    const { link, to } = archiverLink(names);
    await (0,promises_.mkdir)((0,external_node_path_.join)(directory, (0,external_node_path_.dirname)(link)), { recursive: true });
    await (0,promises_.rm)((0,external_node_path_.join)(directory, link), { force: true });
    await (0,promises_.symlink)(to, (0,external_node_path_.join)(directory, link));
}

;// CONCATENATED MODULE: ./build/toolchains/host.js






/** The machine's own compiler, for the machine's own target. */
const hostCompiler = {
    id: "host",
    offer: (question) => {
        const { survey, abi } = question;
        const release = chooseRelease(question);
        const programs = isNative(question) ? host_findPrograms(question) : undefined;
        // Only the distribution's own packages can be older than what the machine has.
        if (programs === undefined || release.kind === "declined" || release.release !== undefined) {
            return indifferent;
        }
        const known = abi.kind === "abi" ? abi.abi : undefined;
        return {
            kind: "offer",
            toolchain: {
                id: "host",
                provider: "host",
                cxx: survey.need.cxx,
                libc: known?.libc,
                triple: undefined,
                compiler: `this machine's ${programs.cc}`,
                roots: [],
                settings: toSettings(programs),
            },
            roots: [],
            abi: known,
            interpreter: known?.interpreters[known.libc],
            findsInstalled: true,
            lld: false,
            release: undefined,
            staticReason: undefined,
            notes: [],
        };
    },
    rootKinds: [],
    open: async (host, plan) => {
        const { cc, cxx, ar } = fromSettings(plan.settings);
        return {
            id: plan.id,
            triple: undefined,
            cc,
            cxx,
            ar,
            pkgConfig: undefined,
            names: { cc, cxx },
            binDirectories: [],
            sysroot: undefined,
            libraryPath: [],
            linked: undefined,
            version: await compilerVersion(host, splitWords(cc).words),
            source: "host",
            checked: undefined,
            packages: [],
            seconds: 0,
            bytesDownloaded: 0,
            directory: undefined,
        };
    },
};
/** Undefined where the machine has no compiler that would do. */
function host_findPrograms({ inputs, survey, machine }) {
    const { environment, hostCompilers, need } = survey;
    // Elsewhere than on Linux the compiler that Go names is the system's own, and there is no other.
    if (inputs.compiler === "clang" && machine.os === "linux") {
        const { clang } = machine;
        const works = clang !== undefined && (need.cxx ? clang.own.cxx : clang.own.c);
        return works ? { cc: clang.cc, cxx: clang.cxx ?? "clang++", ar: clang.ar } : undefined;
    }
    return hostCompilers.cc && (hostCompilers.cxx || !need.cxx)
        ? { cc: environment.cc, cxx: environment.cxx, ar: environment.ar }
        : undefined;
}

;// CONCATENATED MODULE: ./build/toolchains/layers/private-directories.js


/** `libpulsecommon-16.1.so`, `libblas.so.3`; a plugin, which is loaded by its path, need not be named so. */
const sharedLibrary = /^lib.+\.so(\.[0-9.]+)?$/;
/**
 * The directories below a root's directories of libraries that hold shared libraries as well: `pulseaudio`, where libpulse
 * finds a part of itself by the RUNPATH of an installed system, or `blas`, which an installation makes links to.
 * @param directories Without a leading slash, as in the answer, which has none of them.
 */
async function findPrivateDirectories(files, directories) {
    const root = await (0,promises_.realpath)(files);
    // `lib` is a link to `usr/lib`.
    const resolved = await Promise.all(directories.map((at) => (0,promises_.realpath)((0,external_node_path_.join)(root, at)).catch(() => undefined)));
    const shared = resolved.filter((each) => each !== undefined);
    const below = await Promise.all(shared.map(findHolders));
    const holders = new Set(below.flat());
    return [...holders].filter((each) => !shared.includes(each)).map((each) => (0,external_node_path_.relative)(root, each));
}
/** Sorted, since the order in which a directory lists its files would differ from one machine to the next. */
async function findHolders(directory) {
    const entries = await (0,promises_.readdir)(directory, { recursive: true, withFileTypes: true });
    return entries
        .filter((entry) => !entry.isDirectory() && sharedLibrary.test(entry.name))
        .map(({ parentPath }) => parentPath)
        .sort();
}

;// CONCATENATED MODULE: ./build/toolchains/layers/library-commands.js










/**
 * Gives a toolchain whose commands find a root's libraries too.
 * @throws UserError where pkg-config fails.
 */
async function putLibrariesOn(host, { id, settings, toolchain, root, pkgConfig }) {
    const files = (0,external_node_path_.join)(root.directory, "root");
    const { triple, directories, requirements, mingw } = settings;
    const linked = { files, directories, requirements, mingw, packages: root.record.packages, pkgConfig };
    const closure = settings.static ? await staticClosure(host, linked) : [];
    const privates = await findPrivateDirectories(files, directories.libraries);
    const scripts = compilerScripts(settings, { ...toolchain, root: files, closure, privates });
    // Wherever it all lies.
    const anywhere = compilerScripts(settings, { cc: "cc", cxx: "c++", root: "root", closure, privates });
    const words = [toolchain.names.cc, toolchain.version, contentHash(root.record.packages), anywhere.cc];
    // pkg-config's command differs, even where no word for the compiler does.
    const kind = settings.static ? ["static"] : [];
    const content = shortHash([...words, ...kind].join("\n"));
    const names = { cc: `${triple}-cc-${content}`, cxx: `${triple}-c++-${content}`, pkgConfig: `${triple}-pkg-config` };
    const binDirectory = await writeCommands(host, { id, content }, () => [
        { name: names.cc, text: scripts.cc },
        { name: names.cxx, text: scripts.cxx },
        { name: names.pkgConfig, text: library_commands_pkgConfigScript(linked, settings.static) },
    ]);
    const command = (name) => (0,external_node_path_.join)(binDirectory, name);
    return {
        ...toolchain,
        cc: command(names.cc),
        cxx: toolchain.cxx === undefined ? undefined : command(names.cxx),
        pkgConfig: command(names.pkgConfig),
        names: { cc: names.cc, cxx: toolchain.names.cxx === undefined ? undefined : names.cxx },
        binDirectories: [binDirectory, ...toolchain.binDirectories],
        libraryPath: [...directories.libraries, ...privates].map((at) => (0,external_node_path_.join)(files, at)),
        linked,
    };
}
/** What stands for the root's directory in pkg-config's answers, which end up in the binary's build ID. */
const standIn = "/cgo-cross-libraries";
function compilerScripts({ directories, mingw }, { cc, cxx, root, closure, privates }) {
    const { headers, libraries: libraryPaths } = directories;
    // A RUNPATH of the target's is looked for below the compiler's sysroot, where nothing of this root is.
    const rpathLink = (at) => `-Wl,-rpath-link,${(0,external_node_path_.join)(root, at)}`;
    const before = [
        ...headers.flatMap((at) => ["-isystem", (0,external_node_path_.join)(root, at)]),
        // Paths of this machine would differ from one machine to the next in debug information.
        `-ffile-prefix-map=${root}=${standIn}`,
    ];
    const after = [
        ...libraryPaths.flatMap((at) => [`-L${(0,external_node_path_.join)(root, at)}`, ...(mingw ? [] : [rpathLink(at)])]),
        ...privates.map(rpathLink),
        ...closure,
    ];
    const wrap = (compiler) => [
        "#!/bin/sh",
        "# cgo-cross: a compiler that finds the libraries of a private root.",
        `root=${wrappers_quote(root)}`,
        "for word do",
        "  shift",
        '  case "$word" in',
        `    -[IL]${standIn}/*) word="\${word%%/*}$root\${word#-?${standIn}}" ;;`,
        "  esac",
        '  set -- "$@" "$word"',
        "done",
        `exec ${splitWords(compiler).words.map(wrappers_quote).join(" ")} ${before.map(wrappers_quote).join(" ")} "$@" ${after.map(wrappers_quote).join(" ")}`,
        "",
    ].join("\n");
    return { cc: wrap(cc), cxx: wrap(cxx ?? cc) };
}
function library_commands_pkgConfigScript({ directories, files, pkgConfig }, isStatic) {
    const searchPath = directories.pkgConfig.map((at) => (0,external_node_path_.join)(files, at));
    return pkgConfigCommand({ program: wrappers_quote(pkgConfig), searchPath, sysroot: standIn, static: isStatic });
}
/**
 * What the libraries that are linked by -l alone need themselves, where all is linked in: the -l words of
 * `pkg-config --static` for each of them that has a .pc file.
 */
async function staticClosure(host, linked) {
    const { directories, files, requirements } = linked;
    const modules = await Promise.all(directories.pkgConfig.map((at) => readModules((0,external_node_path_.join)(files, at))));
    const names = requirements.filter(({ kind }) => kind === "library").map(({ name }) => name);
    const required = modules.flat().filter((each) => names.some((name) => linksLibrary(each, name)));
    const words = await askPkgConfig(host, linked, ["--static", ...required.map(({ name }) => name)]);
    const present = await Promise.all(words.map((word) => hasArchive(linked, word.replace(/^-l/, ""))));
    // What no package has as an archive may not be needed after all; if it is, the linker says so by the symbol's name.
    return words.filter((_, at) => present[at]);
}
/** The .pc files of a directory, which need not be there. */
async function readModules(directory) {
    const names = await (0,promises_.readdir)(directory).catch(() => []);
    return Promise.all(names
        .filter((name) => name.endsWith(".pc"))
        .map(async (name) => ({ name: name.slice(0, -3), text: await (0,promises_.readFile)((0,external_node_path_.join)(directory, name), "utf8") })));
}
async function hasArchive({ directories, files, mingw }, name) {
    if (isToolchainLibrary(mingw ? "windows" : "linux", name)) {
        return true;
    }
    const paths = directories.libraries.map((at) => (0,external_node_path_.join)(files, at, `lib${name}.a`));
    return (await Promise.all(paths.map(exists))).includes(true);
}
function linksLibrary({ text }, name) {
    const words = /^Libs:(.*)$/m.exec(text)?.[1]?.split(/\s+/) ?? [];
    return words.includes(`-l${name}`);
}

;// CONCATENATED MODULE: ./build/toolchains/layers/libraries.js









/**
 * The distribution's C libraries: a toolchain that finds those of a root too, by the same commands, each in a wrapper that
 * names the root's directories. They are no part of CGO_CFLAGS and the like, where a path of this machine would end up in
 * the binary's build ID.
 */
const libraries_libraries = {
    id: "libraries",
    title: "its C libraries",
    offer: (question) => {
        const { machine, base } = question;
        const { archive } = machine;
        const required = findRequired(question);
        if (base.abi === undefined || (required.named.length === 0 && required.asked.length === 0)) {
            return indifferent;
        }
        if (archive.kind === "missing") {
            const all = [...required.named, ...required.asked.map(libraries_describeRequirement)];
            return declined(describeUnavailable(all, archive.reason), "libraries");
        }
        return offerLibraries(question, { ...required, abi: base.abi, archive });
    },
    rootKinds: [
        // Of its packages nothing is run.
        { kind: "libraries" },
        {
            kind: "pkg-config",
            wrappers: ({ directory }) => [
                { name: "pkg-config", text: script(directory, (0,external_node_path_.join)(directory, "root/usr/bin/pkg-config"), []) },
            ],
        },
    ],
    open: async (host, plan, { toolchain, roots }) => {
        const [root, pkgConfigRoot] = roots;
        const settings = fromSettings(plan.settings);
        const pkgConfig = settings.pkgConfig ?? (0,external_node_path_.join)(pkgConfigRoot?.directory ?? "", "bin/pkg-config");
        if (root === undefined) {
            throw new Error(`${plan.id} has no root`);
        }
        return putLibrariesOn(host, { id: plan.id, settings, toolchain, root, pkgConfig });
    },
};
/** What is to be fetched. */
function findRequired({ inputs, survey, base }) {
    const { auto, packages } = librariesOf(inputs.libraries, survey.target);
    // If one thing is not installed, all are taken from one place.
    const installed = base.findsInstalled && survey.requirements.every(({ onHost }) => onHost);
    return { named: packages, asked: auto && !installed ? survey.requirements : [] };
}
function offerLibraries(question, available) {
    const { machine } = question;
    const { abi, archive, asked } = available;
    const family = packageFamily(archive.family);
    const directories = family.libraryDirectories(abi);
    const files = asked.map((each) => requiredFile(each, directories, family.libraryPackage(abi, each.kind, each.name)));
    const mingw = abi.libc === "mingw";
    const lacking = mingw ? files.filter(({ likely }) => likely === undefined) : [];
    if (lacking.length > 0) {
        return declined(libraries_describeLacking(lacking), "libraries");
    }
    const request = librariesRequest(question, { ...available, files });
    const pkgConfig = machine.pkgConfig === undefined ? [pkgConfigRequest(archive)] : [];
    const settings = {
        triple: abi.triple,
        mingw,
        directories,
        requirements: asked.map(({ kind, name, programs }) => ({ kind, name, programs })),
        static: question.static,
        pkgConfig: machine.pkgConfig,
    };
    const roots = [request, ...pkgConfig];
    return {
        kind: "offer",
        layer: {
            layer: "libraries",
            id: request.id,
            roots: roots.map(({ id }) => id),
            settings: toSettings(settings),
        },
        roots,
        libc: undefined,
    };
}
function librariesRequest({ machine, base: { release } }, { abi, archive, named, files }) {
    const { architecture, triple } = abi;
    const own = architecture === undefined || architecture === hostAbi(machine.arch).architecture;
    const set = {
        packages: named.filter((each) => !files.some(({ likely }) => likely === each)),
        ...packageFamily(archive.family).libraries(own),
    };
    return {
        id: withRelease(`libraries-${architecture ?? triple}`, release),
        kind: "libraries",
        settings: {},
        content: packageContent(archive.id, set, {
            release,
            architecture: own ? undefined : architecture,
            files,
            keepsLists: true,
        }),
    };
}
function requiredFile(requirement, directories, likely) {
    return { what: libraries_describeRequirement(requirement), paths: requiredPaths(requirement, directories), likely };
}
/** `-lpcap (github.com/google/gopacket/pcap)`. */
function libraries_describeRequirement({ kind, name, by }) {
    const what = { "pkg-config": `pkg-config's ${name}`, library: `-l${name}`, header: `<${name}>` }[kind];
    return `${what} (${by})`;
}
function requiredPaths({ kind, name }, { pkgConfig, libraries: libraryPaths, headers }) {
    switch (kind) {
        case "pkg-config":
            return pkgConfig.map((at) => (0,external_node_path_.join)(at, `${name}.pc`));
        case "library":
            return libraryPaths.flatMap((at) => [(0,external_node_path_.join)(at, `lib${name}.so`), (0,external_node_path_.join)(at, `lib${name}.a`)]);
        case "header":
            return headers.map((at) => (0,external_node_path_.join)(at, name));
    }
}
function describeUnavailable(all, reason) {
    const way = "install what is missing, set `libraries: off`, or run on Debian or Ubuntu";
    return `needs ${all.join(", ")}, but ${reason}; ${way}`;
}
function libraries_describeLacking(lacking) {
    const all = lacking.map(({ what }) => what).join(", ");
    return (`needs ${all}, and neither mingw-w64 nor the distribution has that for Windows; put the library's own files into the ` +
        "program's sources and name their directory with -L in `cgo-ldflags`, set `libraries: off` if the compiler finds it, " +
        "or take the target out");
}
/** pkg-config itself, for a machine that has none. */
function pkgConfigRequest({ id, family }) {
    const content = packageContent(id, packageFamily(family).pkgConfig());
    return { id: "pkg-config", kind: "pkg-config", settings: {}, content };
}

;// CONCATENATED MODULE: ./build/toolchains/layers/musl.js












/**
 * musl in the place of a toolchain's own C library: the same compiler, with musl's headers in the place of its own, and
 * musl's crt files and libc before them. The compiler's own headers (stddef.h) and the kernel's (linux/) stay within reach.
 * Source of the directories: musl-gcc.specs, which musl's own wrapper for gcc uses.
 */
const musl = {
    id: "musl",
    title: "musl",
    offer: (question) => question.libc !== "musl" || question.base.toolchain.libc === "musl" ? indifferent : offerMusl(question),
    // Headers, crt files and libc.a: nothing in it is run.
    rootKinds: [{ kind: "musl" }],
    open: putMuslOn,
};
function offerMusl(question) {
    const { base, machine } = question;
    const { archive } = machine;
    const unsuited = findUnsuited(question);
    if (unsuited !== undefined) {
        return declineMusl(unsuited);
    }
    if (archive.kind === "missing") {
        return declineMusl(`${archive.reason}; run on Debian or Ubuntu`);
    }
    const { architecture, triple } = base.abi ?? {};
    if (architecture === undefined || triple === undefined) {
        return declineMusl("no distribution has musl for it; leave `libc` out");
    }
    const id = `musl-${architecture}`;
    const settings = { triple };
    const content = packageContent(archive.id, packageFamily(archive.family).musl(), {
        architecture: architecture === hostAbi(machine.arch).architecture ? undefined : architecture,
    });
    return {
        kind: "offer",
        layer: { layer: "musl", id, roots: [id], settings: toSettings(settings) },
        roots: [{ id, kind: "musl", settings: {}, content }],
        libc: "musl",
    };
}
function declineMusl(reason) {
    return declined(`cannot be built with musl: ${reason}`, "libc");
}
async function putMuslOn(host, plan, { toolchain, roots }) {
    const { directory, record } = onlyRoot(roots);
    const files = (0,external_node_path_.join)(directory, "root");
    const { triple } = fromSettings(plan.settings);
    const compiler = splitWords(toolchain.cc).words;
    const flags = await makeMuslFlags(host, files, compiler);
    const words = [
        toolchain.names.cc,
        toolchain.version,
        contentHash(record.packages),
        ...flags("", "kernel").slice(0, 3),
    ];
    const content = shortHash(words.join("\n"));
    const cc = `${triple}-musl-cc-${content}`;
    const kernel = await findKernelHeaders(host, compiler);
    const binDirectory = await writeCommands(host, { id: plan.id, content }, async (bin) => {
        const links = (0,external_node_path_.join)((0,external_node_path_.dirname)(bin), "kernel");
        await linkKernelHeaders(links, kernel);
        const command = [...compiler, ...flags(files, links)].map(wrappers_quote).join(" ");
        return [{ name: cc, text: `#!/bin/sh\nexec ${command} "$@"\n` }];
    });
    return {
        ...toolchain,
        cc: (0,external_node_path_.join)(binDirectory, cc),
        cxx: undefined,
        names: { cc, cxx: undefined },
        binDirectories: [binDirectory, ...toolchain.binDirectories],
        version: `${toolchain.version}, musl ${record.packages[0]?.version ?? ""}`,
    };
}
/** What the compiler must be told, given where musl's files and the links to the kernel's headers are. */
async function makeMuslFlags(host, files, compiler) {
    const [triple] = (await (0,promises_.readdir)((0,external_node_path_.join)(files, "usr/lib"))).filter((name) => name.includes("-linux-musl"));
    if (triple === undefined) {
        throw new errors_UserError("musl: musl-dev has no directory for its libraries");
    }
    const include = await musl_ask(host, [...compiler, "-print-file-name=include"]);
    return (at, kernel) => [
        "-nostdinc",
        ...["-isystem", (0,external_node_path_.join)(at, "usr/include", triple), "-isystem", include, "-idirafter", kernel],
        `-B${(0,external_node_path_.join)(at, "usr/lib", triple)}/`,
        `-L${(0,external_node_path_.join)(at, "usr/lib", triple)}`,
        // Paths of this machine would differ from one machine to the next in debug information.
        `-ffile-prefix-map=${at}=/musl`,
    ];
}
/** What the program has that cannot be built with musl; undefined where there is nothing. */
function findUnsuited({ inputs, survey }) {
    if (survey.need.cxx) {
        return "it has C++ in it, and the C++ library that distributions have is made for glibc; leave `libc` out, and set `static: true` for one file";
    }
    if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
        return `buildmode ${inputs.buildmode} makes a library, which uses the C library of the program that loads it; leave \`libc\` out`;
    }
    const sanitizer = askedInstrumentation({ inputs, environment: survey.environment });
    return sanitizer === undefined ? undefined : `${sanitizer} needs glibc; leave one of them out`;
}
async function musl_ask(host, words) {
    const [file = "cc", ...args] = words;
    const done = await host.processes.run({ file, args, environment: host.environment, timeoutSeconds: 60 });
    if (done.exitCode !== 0) {
        throw new errors_UserError(`musl: the compiler does not answer ${args.at(-1)}: ${done.output.trim()}`);
    }
    return done.stdout.trim();
}
/** The directories that hold linux/ and asm/: beside the C library's headers, among which musl's are to be the only ones. */
async function findKernelHeaders(host, [file = "cc", ...words]) {
    const done = await host.processes.run({
        file,
        args: [...words, "-E", "-v", "-x", "c", "/dev/null"],
        environment: host.environment,
        timeoutSeconds: 60,
    });
    const listed = /#include <\.\.\.> search starts here:\n([\s\S]*?)\nEnd of search list/.exec(done.stderr)?.[1] ?? "";
    const directories = listed.split("\n").map((line) => line.trim());
    const found = await Promise.all(directories.map((at) => hasAny(at, ["linux", "asm"])));
    return directories.filter((_, index) => found[index]);
}
async function hasAny(directory, names) {
    const found = await Promise.all(names.map((name) => exists((0,external_node_path_.join)(directory, name))));
    return found.includes(true);
}
/** What linux-libc-dev has below usr/include. */
const kernelDirectories = [
    "asm",
    "asm-generic",
    "drm",
    "linux",
    "misc",
    "mtd",
    "rdma",
    "scsi",
    "sound",
    "video",
    "xen",
];
async function linkKernelHeaders(links, directories) {
    await (0,promises_.mkdir)(links, { recursive: true });
    for (const name of kernelDirectories) {
        for (const at of directories) {
            if (await hasAny(at, [name])) {
                await (0,promises_.rm)((0,external_node_path_.join)(links, name), { force: true });
                await (0,promises_.symlink)((0,external_node_path_.join)(at, name), (0,external_node_path_.join)(links, name));
                break;
            }
        }
    }
}

;// CONCATENATED MODULE: ./build/toolchains/providers.js





/** Who makes C toolchains, in the order in which they are asked. */
const providers = [hostCompiler, gcc, clang];
/** What can be put on them, in the order in which it is put on. */
const providers_layers = [musl, libraries_libraries];

;// CONCATENATED MODULE: ./build/toolchains/toolchains.js



/** Opens every toolchain of a plan as soon as its roots are there. Throws nothing: each outcome tells for itself. */
function openToolchains(host, plan, { roots, providers, layers }) {
    const bare = new Map(plan.toolchains.map((each) => [
        each.id,
        outcomeOf(async () => {
            const provider = findById(providers, each.provider);
            return provider.open(host, each, await rootsOf(roots, each));
        }),
    ]));
    const finished = new Map(plan.targets.flatMap((target) => {
        const toolchain = target.toolchain === undefined ? undefined : bare.get(target.toolchain);
        return toolchain === undefined
            ? []
            : [[target_targetName(target.target), outcomeOf(() => putOn(host, target, { toolchain, roots, layers }))]];
    }));
    return { of: ({ target }) => finished.get(target_targetName(target)) };
}
async function putOn(host, target, { toolchain, roots, layers }) {
    let result = readyValue(await toolchain);
    for (const plan of target.layers) {
        const layer = findById(layers, plan.layer);
        const opened = await layer.open(host, plan, { toolchain: result, roots: await layerRoots(roots, plan, layer) });
        result = { ...opened, id: `${result.id}+${plan.id}` };
    }
    return result;
}
function rootsOf(roots, { roots: ids }) {
    return Promise.all(ids.map(async (id) => readyValue(await roots.of(id))));
}
/** The error of a root names the layer that it is for. */
async function layerRoots(roots, plan, { title }) {
    try {
        return await rootsOf(roots, plan);
    }
    catch (error) {
        throw error instanceof errors_UserError
            ? new errors_UserError(error.problems.map((problem) => `${title}: ${problem}`), { cause: error })
            : error;
    }
}
/** The member of a list that a plan names. Plans are made from the same lists, so that anything else is a fault. */
function findById(list, id) {
    const found = list.find((each) => each.id === id);
    if (found === undefined) {
        throw new Error(`nothing is named ${id} among ${list.map((each) => each.id).join(", ")}`);
    }
    return found;
}

;// CONCATENATED MODULE: ./build/toolchains/index.js
/** What makes C compilers: providers, layers, and the toolchains of a plan. */




;// CONCATENATED MODULE: ./build/commands/makers.js


/** Those that come with cgo-cross. */
const makers_allMakers = { providers: providers, layers: providers_layers, emulators: emulators };
/** What makes the roots usable that any of them requests. */
function makers_rootKinds({ providers, layers, emulators }) {
    return [...providers, ...layers, ...emulators].flatMap((each) => each.rootKinds);
}

;// CONCATENATED MODULE: ./build/commands/explain.js



/**
 * Says what the program needs from C, for a person or as JSON, with a line break at the end. Builds nothing, and fetches at
 * most the modules that Go needs to list the program.
 * @throws UserError where the inputs are wrong, or Go cannot list the program.
 */
async function explain(host, raw, { json }) {
    const explained = await explainProgram(host, await readQuestion(host, raw), allMakers);
    return json ? describeExplanationJson(explained) : `${describeExplanation(explained).join("\n")}\n`;
}

;// CONCATENATED MODULE: ./build/commands/ending.js

/** The last lines of a log that a report shows. */
const shownLines = 60;
function failed(failure) {
    const { stage, message, log, stack } = failure;
    const outcome = { kind: "failed", stage, message, log: log.slice(-shownLines), stack };
    return { outcome, packed: [], log, notes: [] };
}
/** What a target's failure says about something that was thrown: the stack trace too, if it is a fault of ours. */
function describeCause(error) {
    const described = describeError(error);
    return described.kind === "internal"
        ? { message: described.message, stack: described.stack }
        : { message: described.problems.join("\n"), stack: undefined };
}
/**
 * Does a stage of the work on a target; what is thrown in it is this target's failure and nobody else's.
 * @param log What there is to show of the stages before.
 */
async function inStage(stage, log, work) {
    try {
        return await work();
    }
    catch (error) {
        return failed({ stage, ...describeCause(error), log });
    }
}

;// CONCATENATED MODULE: ./build/commands/results.js


/** What became of targets that were only set up. */
async function setUpResults(plan, { toolchains }) {
    return Promise.all(plan.targets.map(async (planned) => {
        const { target, cgo, notes } = planned;
        const opened = await toolchains.of(planned);
        const outcome = opened?.kind === "failed"
            ? { kind: "failed", stage: "toolchain", ...describeCause(opened.error), log: [] }
            : { kind: "passed", binaries: [] };
        return { target, cgo, toolchain: toolchainId(opened), notes, outcome, seconds: 0 };
    }));
}
/** The targets that were asked for and are not built. */
function refusedResults({ refused }) {
    return refused.map(({ target, problems }) => ({
        target,
        cgo: { enabled: false, reason: "not built" },
        toolchain: undefined,
        notes: [],
        outcome: { kind: "failed", stage: "plan", message: problems.join("\n"), log: [], stack: undefined },
        seconds: 0,
    }));
}
/** A toolchain's id in a report; undefined of one that is not there. */
function toolchainId(opened) {
    return opened?.kind === "ready" ? opened.value.id : undefined;
}
/** The toolchains as targets used them, with what is layered on them, each once. */
async function toolchainResults(plan, { toolchains }) {
    const results = new Map();
    for (const target of plan.targets) {
        const opened = await toolchains.of(target);
        if (opened?.kind === "ready") {
            const { id, triple, cc, version, source, checked, seconds, bytesDownloaded, directory } = opened.value;
            results.set(id, { id, triple, cc, compiler: version, source, checked, seconds, bytesDownloaded, directory });
        }
    }
    return [...results.values()];
}
/** The roots of C libraries, and of musl, that targets were built with. */
async function libraryResults(plan, { roots }) {
    const ids = new Set(plan.targets.flatMap(({ layers }) => layers.flatMap(({ roots }) => roots)));
    const outcomes = await Promise.all([...ids].map(async (id) => ({ id, outcome: await roots.of(id) })));
    return outcomes.flatMap(({ id, outcome }) => {
        if (outcome.kind === "failed") {
            return [];
        }
        const { source, checked, seconds, bytesDownloaded, directory, record } = outcome.value;
        const packages = record.packages.map(({ name, version }) => `${name} ${version}`);
        return [{ id, source, checked, seconds, bytesDownloaded, directory, packages }];
    });
}
/** The targets of a plan that a root serves, by name. */
function results_targetsOfRoot(plan, id) {
    const toolchains = new Set(plan.toolchains.filter(({ roots }) => roots.includes(id)).map((each) => each.id));
    const emulators = new Set(plan.emulators.filter(({ roots }) => roots.includes(id)).map((each) => each.id));
    return plan.targets
        .filter(({ toolchain, layers, run }) => (toolchain !== undefined && toolchains.has(toolchain)) ||
        layers.some(({ roots }) => roots.includes(id)) ||
        (run.kind === "run" && emulators.has(run.emulator)))
        .map(({ target }) => targetName(target));
}

;// CONCATENATED MODULE: ./build/commands/lock.js










/**
 * Writes down what each toolchain and emulator of the targets is made of, or compares that with what is written.
 * @throws UserError where it cannot be done as asked, or where packages cannot be fetched.
 */
async function lockToolchains(host, raw, command) {
    // The lock is to serve runs that start the binaries, too.
    const question = await readQuestion(host, { ...raw, run: "true" });
    const { plan, machine } = await decide(host, question, { goCaches: noGoCaches, lock: "bypass", makers: allMakers });
    const file = await findLockPath(plan.module.directory);
    const before = await readLock(file);
    const today = {};
    for (const distribution of chooseReleases(machine, command.releases)) {
        const release = releaseName(distribution, machine.arch);
        host.log.info(`Looking up the packages of ${release}…`);
        today[release] = command.check
            ? await lookUp(host, plan, { distribution, before: before?.releases[release] })
            : await install(host, plan, { ...machine, distribution });
    }
    return command.check ? compare(before, today) : write(file, before, today);
}
function chooseReleases({ distribution, archive }, names) {
    if (distribution === undefined || archive.kind === "missing") {
        const reason = archive.kind === "missing" ? archive.reason : "this machine's distribution is unknown";
        throw new UserError(`lock: ${reason}; run it on Debian or Ubuntu`);
    }
    if (names.length === 0) {
        return [distribution];
    }
    const found = names.map((name) => findRelease(name, distribution));
    const problems = found.flatMap((each) => (each.kind === "unknown" ? [each.reason] : []));
    if (problems.length > 0) {
        throw new UserError(problems);
    }
    return found.flatMap((each) => (each.kind === "found" ? [each.distribution] : []));
}
/** Installs every root, so that what it holds is known to the byte. */
async function install(host, plan, machine) {
    const cache = { kind: "off", reason: "a lock is made from the signed index" };
    const kinds = rootKinds(allMakers);
    const roots = ensureRoots(host, plan.roots, { machine, kinds, cache, lock: undefined, upToDate: true });
    const locked = {};
    const problems = [];
    for (const request of plan.roots) {
        const { id } = request;
        const outcome = await roots.of(id);
        if (outcome.kind === "failed") {
            problems.push(...namedProblems(id, outcome.error));
            continue;
        }
        const { digest, packages } = outcome.value.record;
        locked[id] = { targets: targetsOfRoot(plan, id), requested: requestedNames(request), digest, packages };
    }
    if (problems.length > 0) {
        throw new UserError(problems);
    }
    return locked;
}
/** What the user can mend is told for all roots at once; a fault of ours is thrown as it is. */
function namedProblems(id, error) {
    if (!(error instanceof UserError)) {
        throw error;
    }
    return error.problems.map((problem) => `${id}: ${problem}`);
}
/** Looks packages up without fetching them: where they are those of the lock, so is what they unpack to. */
async function lookUp(host, plan, { distribution, before }) {
    const found = await lookUpRoots(host, plan.roots, distribution);
    const problems = found.flatMap((each) => (each.kind === "failed" ? namedProblems(each.id, each.error) : []));
    if (problems.length > 0) {
        throw new UserError(problems);
    }
    const locked = found.flatMap((each) => {
        if (each.kind === "failed") {
            return [];
        }
        const digest = before?.[each.id]?.digest ?? "";
        return [
            [each.id, { targets: targetsOfRoot(plan, each.id), requested: [], digest, packages: each.packages }],
        ];
    });
    return Object.fromEntries(locked);
}
function compare(before, today) {
    if (before === undefined) {
        return { lines: [`There is no ${lockFile} yet; \`cgo-cross lock\` writes one.`], exitCode: 1 };
    }
    const lines = Object.entries(today).flatMap(([release, roots]) => compareLocks(before.releases[release] ?? {}, roots).map((line) => `${release}: ${line}`));
    return lines.length === 0
        ? { lines: [`${lockFile} is what ${Object.keys(today).join(" and ")} has today.`], exitCode: 0 }
        : { lines: [...lines, `${lockFile} is out of date; \`cgo-cross lock\` refreshes it.`], exitCode: 1 };
}
async function write(file, before, today) {
    const changes = Object.entries(today).flatMap(([release, roots]) => Object.entries(roots).map(([id, { targets, packages, digest }]) => {
        const bytes = packages.reduce((sum, { size }) => sum + size, 0);
        const size = `${packages.length} packages, ${byteSize(bytes)}`;
        return `${release}: ${id} for ${targets.join(", ")}: ${size}, digest ${digest.slice(0, 12)}…`;
    }));
    const text = describeLock({ schema: 1, releases: { ...before?.releases, ...today } });
    const same = before !== undefined && describeLock(before) === text;
    await writeFile(file, text);
    return { lines: [...changes, same ? `${file} is as it was.` : `${file} is written; commit it.`], exitCode: 0 };
}

;// CONCATENATED MODULE: ./build/publish/archive.js




/** Archives with the same content are identical byte by byte: every entry has the earliest time that zip can store. */
const entryTime = new Date(1980, 0, 1);
const archive_formats = {
    "tar.gz": writeTarGz,
    zip: writeZip,
};
/** Writes an archive. Throws where an entry cannot be read or the archive cannot be written; a partial one is left behind. */
function writeArchive(format, entries, to) {
    return archive_formats[format](entries, to);
}
async function writeTarGz(entries, to) {
    const { pack } = await __nccwpck_require__.e(/* import() */ 118).then(__nccwpck_require__.t.bind(__nccwpck_require__, 56118, 19));
    const tar = pack();
    const written = (0,external_node_stream_promises_namespaceObject.pipeline)(tar, (0,external_node_zlib_.createGzip)(), (0,external_node_fs_.createWriteStream)(to));
    const filled = (async () => {
        for (const { file, name, executable } of entries) {
            const { size } = await (0,promises_.stat)(file);
            const header = { name, size, mode: mode(executable), mtime: new Date(0), uname: "root", gname: "root" };
            await (0,external_node_stream_promises_namespaceObject.pipeline)((0,external_node_fs_.createReadStream)(file), tar.entry(header));
        }
        tar.finalize();
    })();
    // Otherwise a file that cannot be read would leave the other pipeline waiting for ever.
    filled.catch((error) => tar.destroy(error));
    await Promise.all([filled, written]);
}
async function writeZip(entries, to) {
    const { ZipFile } = await __nccwpck_require__.e(/* import() */ 44).then(__nccwpck_require__.t.bind(__nccwpck_require__, 93044, 19));
    const zip = new ZipFile();
    // On an error yazl never ends its output.
    const cancel = new AbortController();
    zip.on("error", (error) => cancel.abort(error));
    for (const { file, name, executable } of entries) {
        zip.addFile(file, name, { mtime: entryTime, mode: 0o100000 | mode(executable), forceDosTimestamp: true });
    }
    zip.end();
    await (0,external_node_stream_promises_namespaceObject.pipeline)(zip.outputStream, (0,external_node_fs_.createWriteStream)(to), { signal: cancel.signal }).catch((error) => {
        throw cancel.signal.aborted ? cancel.signal.reason : error;
    });
}
function mode(executable) {
    return executable ? 0o755 : 0o644;
}

;// CONCATENATED MODULE: ./build/publish/file-errors.js

/**
 * Does work with files. What the file system refuses becomes a UserError: `what`, the system's reason and, where the disk
 * is full, what to do. Everything else is thrown on as it is.
 */
async function withFileErrors(what, work) {
    try {
        return await work();
    }
    catch (error) {
        const described = describeError(error);
        if (error instanceof errors_UserError || described.kind === "internal") {
            throw error;
        }
        const code = error.code;
        const step = code === "ENOSPC" || code === "EDQUOT" ? "; free some disk space and run it again" : "";
        throw new errors_UserError(`${what}: ${described.problems.join(" ")}${step}`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/publish/deliver.js





/** The names of the files that are about a whole run. */
const runFiles = { checksums: "SHA256SUMS", manifest: "cgo-cross.json" };
/** The name of an artifact's own checksums. */
function artifactChecksums(artifact) {
    return `${artifact.name}.sha256`;
}
/**
 * Removes the files that an earlier run left under the names of this one, so that an old binary is never mistaken for a new
 * one, nor old checksums for those of this run. Makes the directory where it does not exist.
 * @throws UserError where the file system refuses.
 */
async function clearOutputs(plan) {
    const { outDir, artifacts } = plan.publication;
    const builds = plan.targets.flatMap((target) => target.builds);
    const names = [
        ...builds.flatMap((build) => [build.file, build.header, build.archive?.file]),
        ...artifacts.map(artifactChecksums),
        ...Object.values(runFiles),
    ];
    await withFileErrors(`out-dir: ${outDir} cannot be used`, async () => {
        await (0,promises_.mkdir)(outDir, { recursive: true });
        for (const name of names) {
            if (name !== undefined) {
                await (0,promises_.rm)((0,external_node_path_.join)(outDir, name), { force: true });
            }
        }
    });
}
/**
 * Packs a target's verified binaries, each with its header, in the same order. Nothing is put into out-dir yet: it may lie
 * in the module's repository, where Go would see a changed work tree and mark the next target's binary as modified.
 * @throws UserError where the file system refuses.
 */
async function packTarget(plan, verified, scratch) {
    return withFileErrors("the files could not be packed", async () => {
        const packed = [];
        for (const { built, bytes } of verified) {
            packed.push(await packBinary(plan.publication.outDir, { ...built, bytes, scratch }));
        }
        return packed;
    });
}
/**
 * Gives packed files their final names: all of a target's, or none.
 * @throws UserError where the file system refuses.
 */
async function deliver(packed) {
    const moves = packed.flatMap((each) => each.moves);
    const moved = [];
    try {
        await withFileErrors("the files could not be put in place", async () => {
            for (const { from, to } of moves) {
                await moveFile(from, to);
                moved.push(to);
            }
        });
    }
    catch (error) {
        await Promise.all(moved.map((to) => (0,promises_.rm)(to, { force: true })));
        throw error;
    }
    return packed.map(({ moves: _moves, ...delivered }) => delivered);
}
/** Renames a file or, from one file system to another, copies it and renames the complete copy. */
async function moveFile(from, to) {
    try {
        await (0,promises_.rename)(from, to);
    }
    catch (error) {
        if (error.code !== "EXDEV") {
            throw error;
        }
        await (0,promises_.copyFile)(from, `${to}.partial`);
        await (0,promises_.rename)(`${to}.partial`, to).finally(() => (0,promises_.rm)(`${to}.partial`, { force: true }));
    }
}
async function packBinary(outDir, made) {
    const { build, bytes } = made;
    await (0,promises_.chmod)(made.file, build.expectation.kind === "archive" ? 0o644 : 0o755);
    const file = (0,external_node_path_.join)(outDir, build.file);
    const moves = [{ from: made.file, to: file }];
    const sha256 = await hashFile(made.file);
    const headerSha256 = made.header === undefined ? undefined : await hashFile(made.header);
    const header = made.header === undefined ? undefined : (0,external_node_path_.join)(outDir, (0,external_node_path_.basename)(made.header));
    if (made.header !== undefined && header !== undefined) {
        moves.push({ from: made.header, to: header });
    }
    const archive = await writeBinaryArchive(made);
    if (archive === undefined) {
        return { build, file, bytes, sha256, header, headerSha256, archive, moves };
    }
    const archived = (0,external_node_path_.join)(outDir, (0,external_node_path_.basename)(archive.file));
    moves.push({ from: archive.file, to: archived });
    return { build, file, bytes, sha256, header, headerSha256, archive: { ...archive, file: archived }, moves };
}
async function writeBinaryArchive({ build, file, header, scratch }) {
    if (build.archive === undefined) {
        return undefined;
    }
    const executable = build.expectation.kind === "executable";
    const entries = [{ file, name: `${build.name}${build.extension}`, executable }];
    if (header !== undefined) {
        entries.push({ file: header, name: `${build.name}.h`, executable: false });
    }
    const archive = (0,external_node_path_.join)(scratch, build.archive.file);
    await writeArchive(build.archive.format, entries, archive);
    const [{ size }, sha256] = await Promise.all([(0,promises_.stat)(archive), hashFile(archive)]);
    return { file: archive, bytes: size, sha256 };
}

;// CONCATENATED MODULE: ./build/host/types.js

/** The run already has an artifact of this name. */
class ArtifactNameTaken extends errors_UserError {
    artifactName;
    constructor(artifactName, options) {
        super(`the run already has an artifact named "${artifactName}"`, options);
        this.name = "ArtifactNameTaken";
        this.artifactName = artifactName;
    }
}

;// CONCATENATED MODULE: ./build/publish/publish.js







/** Writes the checksums and uploads the artifacts. A failure is a problem of the result and does not stop the others. */
async function publish(host, plan, deliveries) {
    const all = [...deliveries.values()].flat();
    if (all.length === 0) {
        return { checksums: undefined, artifacts: [], problems: [] };
    }
    const checksums = await writeChecksums(plan, all);
    const limit = makeLimit(maxConcurrentUploads);
    const uploads = await Promise.all(plan.publication.artifacts.map((artifact) => limit(() => uploadOne(host, plan, { artifact, deliveries }))));
    return {
        checksums: checksums.kind === "done" ? checksums.value : undefined,
        artifacts: uploads.flatMap((upload) => (upload.kind === "done" ? [upload.value] : [])),
        problems: [checksums, ...uploads].flatMap((step) => (step.kind === "failed" ? [step.problem] : [])),
    };
}
/** More would only share the same network connection. */
const maxConcurrentUploads = 4;
async function writeChecksums(plan, delivered) {
    const file = (0,external_node_path_.join)(plan.publication.outDir, runFiles.checksums);
    try {
        await withFileErrors("the checksums could not be written", () => writeWhole(file, describeChecksums(delivered)));
        return { kind: "done", value: file };
    }
    catch (error) {
        return { kind: "failed", problem: describeProblem(error) };
    }
}
async function uploadOne(host, plan, { artifact, deliveries }) {
    try {
        const files = await withFileErrors(`the artifact "${artifact.name}" could not be prepared`, () => artifactFiles(plan, artifact, deliveries));
        if (files.length === 0) {
            return { kind: "nothing-to-do" };
        }
        host.log.progress(`Uploading ${artifact.name}…`);
        const { outDir: root, retentionDays } = plan.publication;
        const uploaded = await upload(host, { name: artifact.name, root, files, retentionDays });
        const targets = artifact.targets.filter((target) => deliveries.has(target));
        return { kind: "done", value: { name: artifact.name, targets, ...uploaded } };
    }
    catch (error) {
        return { kind: "failed", problem: describeProblem(error) };
    }
}
/** @throws UserError whatever the service refuses: its words are for the user. */
async function upload(host, artifact) {
    try {
        return await host.artifacts.upload(artifact);
    }
    catch (error) {
        throw new errors_UserError(describeUploadFailure(artifact.name, error), { cause: error });
    }
}
function describeUploadFailure(name, error) {
    if (error instanceof ArtifactNameTaken) {
        return (`the run already has an artifact named "${name}": a job of a matrix, or an earlier step, uploaded it. ` +
            "Make the name unique with the input artifact-name, such as {name}_{target}_go1.26; in a matrix, add a value of it");
    }
    return `the artifact "${name}" could not be uploaded: ${messageOf(error)}`;
}
function describeProblem(error) {
    const described = describeError(error);
    return described.kind === "internal"
        ? { message: described.message, stack: described.stack }
        : { message: described.problems.join(" "), stack: undefined };
}
/** Lines that `sha256sum --check` reads, for every published file. */
function describeChecksums(delivered) {
    const lines = delivered.flatMap(({ file, sha256, header, headerSha256, archive }) => [
        `${sha256}  ${(0,external_node_path_.basename)(file)}`,
        ...(header === undefined ? [] : [`${headerSha256}  ${(0,external_node_path_.basename)(header)}`]),
        ...(archive === undefined ? [] : [`${archive.sha256}  ${(0,external_node_path_.basename)(archive.file)}`]),
    ]);
    return `${lines.sort((left, right) => (left.slice(66) < right.slice(66) ? -1 : 1)).join("\n")}\n`;
}
/**
 * The files of an artifact: archives where there are any, since an artifact does not keep the executable bit; and their
 * checksums, in a file named after the artifact, so that merged downloads do not overwrite each other.
 */
async function artifactFiles(plan, artifact, deliveries) {
    const delivered = artifact.targets.flatMap((target) => deliveries.get(target) ?? []);
    if (delivered.length === 0) {
        return [];
    }
    const files = delivered.flatMap(({ file, header, archive }) => archive === undefined ? [file, ...(header === undefined ? [] : [header])] : [archive.file]);
    const own = (0,external_node_path_.join)(plan.publication.outDir, artifactChecksums(artifact));
    const published = new Set(files.map((file) => (0,external_node_path_.basename)(file)));
    const lines = describeChecksums(delivered).split("\n");
    await writeWhole(own, lines.filter((line) => line === "" || published.has(line.slice(66))).join("\n"));
    return [...files, own];
}
/** Writes a file so that nobody ever reads it half written. */
async function writeWhole(file, text) {
    await (0,promises_.writeFile)(`${file}.partial`, text);
    await (0,promises_.rename)(`${file}.partial`, file);
}

;// CONCATENATED MODULE: ./build/publish/index.js
/** Archives, checksums and artifacts of what passed. */



;// CONCATENATED MODULE: ./build/build/environment.js

/** The environment of every Go command that compiles for a target, as far as it is the same with any toolchain. */
function goBuildEnvironment(host, plan, target) {
    return {
        GIT_TERMINAL_PROMPT: "0",
        ...collectorVariables(plan),
        ...host.environment,
        ...target.goVariables,
        // So that nothing stays in the system's own temporary directory when a build is cut off.
        GOTMPDIR: host.scratchDirectory,
        TMPDIR: host.scratchDirectory,
    };
}
/**
 * Go's compiler and linker live for seconds, and garbage collection takes 10 to 15 % of their time: none until they have
 * filled their share of the memory. What they write is the same. The job's own settings come after these.
 */
function collectorVariables({ concurrency }) {
    const { compilerMemoryMiB } = concurrency;
    return compilerMemoryMiB === undefined ? {} : { GOGC: "off", GOMEMLIMIT: `${compilerMemoryMiB}MiB` };
}
/** The -p of a Go command for a target; none where the user's own flags have one. */
function parallelFlags({ concurrency }, { flags }) {
    return flags.some((flag) => /^--?p(=|$)/.test(flag)) ? [] : [`-p=${concurrency.compilesPerJob}`];
}
/**
 * What makes `go build` use a toolchain, beside the target's own GOOS and GOARCH.
 * @param toolchain Undefined where the target is built without cgo.
 * @param path The PATH to build with; the toolchain's own directory is put before it.
 */
function buildVariables(target, toolchain, path) {
    if (toolchain === undefined) {
        return { CGO_ENABLED: "0" };
    }
    const { names, binDirectories } = toolchain;
    return {
        ...toolVariables(target, toolchain),
        CC: names.cc,
        ...(names.cxx === undefined ? {} : { CXX: names.cxx }),
        ...(binDirectories.length === 0 ? {} : { PATH: [...binDirectories, path].join(":") }),
    };
}
function toolVariables(target, toolchain) {
    return {
        CGO_ENABLED: "1",
        CC: toolchain.cc,
        ...(toolchain.cxx === undefined ? {} : { CXX: toolchain.cxx }),
        AR: toolchain.ar,
        ...(toolchain.pkgConfig === undefined ? {} : { PKG_CONFIG: toolchain.pkgConfig }),
        ...target.cgoFlags,
        ...target.searchPaths,
    };
}
/**
 * What later steps get: the same with absolute commands, and LDFLAGS for other tools. A later `go build` knows nothing of this target's
 * -extldflags, so what they say is in CGO_LDFLAGS here.
 */
function exportedVariables(target, toolchain) {
    if (toolchain === undefined) {
        return { CGO_ENABLED: "0" };
    }
    const variables = toolVariables(target, toolchain);
    const linksAll = target.static || target.target.os === "windows";
    const cgoLdflags = [target.cgoFlags.CGO_LDFLAGS, linksAll ? "-static" : ""].filter((part) => part !== "").join(" ");
    return { ...variables, CGO_LDFLAGS: cgoLdflags, LDFLAGS: linksAll ? "-static" : "" };
}
/** The same under names that tell targets apart: `CC_linux_arm_v7`. */
function perTargetVariables({ target }, variables) {
    return Object.fromEntries(Object.entries(variables).map(([name, value]) => [`${name}_${targetVariableSuffix(target)}`, value]));
}

;// CONCATENATED MODULE: ./build/build/build.js





/** Builds every program of a target, one after the other. A failure is a value with the compiler's own words. */
async function buildTarget(host, question) {
    await (0,promises_.mkdir)(question.into, { recursive: true });
    const binaries = [];
    const log = [];
    for (const build of question.target.builds) {
        const file = (0,external_node_path_.join)(question.into, build.file);
        const args = goBuildArguments(question, build, file);
        log.push(`$ go ${args.map(hideValues).join(" ")}`);
        const done = await runGoBuild(host, question, args);
        log.push(...lines(done.output));
        if (done.exitCode !== 0) {
            return { kind: "failed", message: build_describeFailure(build, done), log };
        }
        binaries.push({ build, file, header: await findHeader(build, question.into) });
    }
    return { kind: "built", binaries, log };
}
async function findHeader({ header }, directory) {
    const file = header === undefined ? undefined : (0,external_node_path_.join)(directory, header);
    return file !== undefined && (await exists(file)) ? file : undefined;
}
/** The arguments of `go` for one program. */
function goBuildArguments({ plan, target }, build, file) {
    return ["build", "-o", file, ...parallelFlags(plan, target), ...target.flags, "--", build.importPath];
}
async function runGoBuild(host, question, args) {
    const { plan, target, toolchain } = question;
    return host.processes.run({
        file: plan.go.file,
        args,
        directory: plan.module.directory,
        environment: {
            ...goBuildEnvironment(host, plan, target),
            ...buildVariables(target, toolchain, host.environment["PATH"] ?? ""),
        },
    });
}
function build_describeFailure(build, done) {
    if (done.ending !== "exit") {
        return `go build ${build.importPath} was ended by a signal: the machine may be out of memory; set \`jobs\` lower`;
    }
    const said = lines(done.output).filter((line) => line !== "" && !/^(#|go: downloading|\s)/.test(line));
    // A C compiler's warnings may come before the error.
    const first = said.find((line) => /\b(error|undefined)\b/i.test(line)) ?? said[0];
    return `go build ${build.importPath} failed${first === undefined ? "" : `: ${first.slice(0, 300)}`}`;
}
function lines(text) {
    const trimmed = text.trimEnd();
    return trimmed === "" ? [] : trimmed.split("\n");
}

;// CONCATENATED MODULE: ./build/build/prebuild.js

/**
 * Compiles, into Go's build cache, what needs no C compiler, while the C compiler is still on its way: the build that
 * follows then finds it there. Go keys its cache by compiler for packages with C files alone, so what is compiled here
 * under the same flags and variables is what that build would compile. Never throws: what goes wrong here, the build
 * meets again and tells.
 */
async function prebuild(host, { plan, target }) {
    // With -a the build would compile it all again.
    if (target.prebuild.length === 0 || target.flags.some((flag) => /^--?a(=|$)/.test(flag))) {
        return;
    }
    // Not `go build`, which takes main packages alone where the build mode is one of C's.
    const list = ["list", "-e", "-export", "-f={{.ImportPath}}"];
    await host.processes
        .run({
        file: plan.go.file,
        args: [...list, ...parallelFlags(plan, target), ...target.flags, "--", ...target.prebuild],
        directory: plan.module.directory,
        environment: { ...goBuildEnvironment(host, plan, target), CGO_ENABLED: "1", ...target.cgoFlags },
    })
        .catch(() => undefined);
}

;// CONCATENATED MODULE: ./build/build/index.js
/** go build: its environment, its arguments, its outcome. */




;// CONCATENATED MODULE: ./build/commands/export-environment.js

/** Hands the toolchains on to later steps, as the plan says. Those that could not be had are left out. */
async function exportEnvironment(host, plan, toolchains) {
    if (plan.exportEnvironment === "none") {
        return;
    }
    for (const target of plan.targets) {
        const opened = await toolchains.of(target);
        if (opened?.kind !== "failed") {
            await exportTarget(host, target, { toolchain: opened?.value, plain: plan.exportEnvironment === "plain" });
        }
    }
}
async function exportTarget(host, target, { toolchain, plain }) {
    const variables = exportedVariables(target, toolchain);
    const named = perTargetVariables(target, variables);
    for (const [name, value] of Object.entries(plain ? { ...named, ...variables, ...target.goVariables } : named)) {
        await host.job.exportVariable(name, value);
    }
    // Each goes before those that were added so far.
    for (const directory of plain ? [...(toolchain?.binDirectories ?? [])].reverse() : []) {
        await host.job.addPath(directory);
    }
}

;// CONCATENATED MODULE: ./build/verify/formats/format.js
/** Whether a file starts with one of these, each given in latin1: `\x7fELF`. */
function startsWith(...magics) {
    return (head) => magics.some((magic) => head.subarray(0, magic.length).equals(Buffer.from(magic, "latin1")));
}
/** The linkage that needs no more words. */
function plainLinkage(text) {
    return { text, short: text };
}
/** `dynamic: libfoo.so`, with the libraries that are not part of the system; `none` where there are none. */
function foreignLinkage(foreign, none) {
    return foreign.length === 0 ? none : { text: `dynamic: ${foreign.join(", ")}`, short: "dynamic" };
}

;// CONCATENATED MODULE: ./build/verify/formats/header-facts.js
/** Nothing known: each format's reader starts from these and adds what it reads. */
const noFacts = {
    kind: "unknown",
    os: undefined,
    arch: undefined,
    machine: "unknown",
    bits: undefined,
    byteOrder: undefined,
    arm: undefined,
    mipsFloat: undefined,
    interpreter: undefined,
    needed: [],
    soname: undefined,
    runPath: [],
    positionIndependent: undefined,
    static: undefined,
    requiredVersions: {},
    minimumGlibc: undefined,
    go: undefined,
};

;// CONCATENATED MODULE: ./build/verify/formats/archive.js


const magicSize = 8;
const headerSize = 60;
const mostMembers = 20_000;
const archive_isArchive = startsWith("!<arch>\n", "!<thin>\n");
/** A library of objects, as `-buildmode=c-archive` makes it. */
const archiveFormat = {
    id: "archive",
    name: "an archive",
    shortName: "archive",
    // It is in one of the objects, where it may not be found.
    hasGoBuildInfo: false,
    matches: archive_isArchive,
    read: readArchive,
    describeLinkage: () => plainLinkage("archive"),
    checkLinkage: () => [],
};
/**
 * Reads a library of objects (`ar`): the facts of its first object, with what the others add on ARM and MIPS, where one
 * object of the wrong float ABI or level spoils the whole. Source: the common, GNU and BSD forms in ar(5).
 */
async function readArchive(file, readMember) {
    const reader = file.part({ format: "archive", byteOrder: "little" });
    const thin = (await reader.fields(0, magicSize, "magic")).bytes.toString("latin1") === "!<thin>\n";
    if (thin) {
        throw reader.malformed("it is a thin archive, which refers to its objects instead of containing them");
    }
    let found;
    let at = magicSize;
    for (let left = mostMembers; at < reader.size; left--) {
        if (left === 0) {
            throw reader.malformed(`it claims more than ${mostMembers} members`);
        }
        const member = await memberAt(reader, at);
        const facts = member.isObject ? await readMember(member.content) : undefined;
        if (facts?.kind === "object") {
            found = found === undefined ? facts : merge(found, facts);
        }
        at = member.end;
    }
    return { ...(found ?? noFacts), kind: "archive" };
}
async function memberAt(reader, at) {
    const header = (await reader.fields(at, headerSize, "member header")).bytes.toString("latin1");
    const size = Number.parseInt(header.slice(48, 58), 10);
    if (header.slice(58) !== "`\n" || !(size >= 0)) {
        throw reader.malformed(`its member at byte ${at} has no valid header`);
    }
    const name = header.slice(0, 16).trimEnd();
    // BSD's ar puts a long name in front of the content.
    const longName = Math.min(Number.parseInt(/^#1\/(\d+)$/.exec(name)?.[1] ?? "0", 10), size);
    const start = at + headerSize;
    const content = reader.part({
        format: "object",
        byteOrder: "little",
        offset: start + longName,
        size: size - longName,
    });
    const isIndex = ["/", "//", "/SYM64/"].includes(name) || name.startsWith("__.SYMDEF");
    return {
        isObject: !isIndex && !archive_isArchive((await content.fields(0, Math.min(magicSize, content.size), "magic")).bytes),
        content,
        end: start + size + (size % 2),
    };
}
function merge(first, next) {
    return {
        ...first,
        arm: mergeArm(first.arm, next.arm),
        mipsFloat: first.mipsFloat ?? next.mipsFloat,
        go: first.go ?? next.go,
    };
}
/** The highest level and the most demanding float ABI; `v6t2` is later than `v6` as text too. */
function mergeArm(first, next) {
    if (first === undefined || next === undefined) {
        return first ?? next;
    }
    return {
        floatAbi: [first.floatAbi, next.floatAbi].includes("hard") ? "hard" : (first.floatAbi ?? next.floatAbi),
        level: [first.level, next.level]
            .filter((level) => level !== undefined)
            .sort()
            .at(-1),
    };
}

;// CONCATENATED MODULE: ./build/verify/formats/elf/linkage.js

/** `static`, `static-pie` or `dynamic: libc.so.6 (glibc ≥ 2.34)`. */
function describeElfLinkage(facts) {
    if (facts.static) {
        return plainLinkage(facts.positionIndependent ? "static-pie" : "static");
    }
    const glibc = facts.minimumGlibc === undefined ? "" : ` (glibc ≥ ${facts.minimumGlibc})`;
    const libraries = facts.needed.length === 0 ? "no libraries" : facts.needed.join(", ");
    return { text: `dynamic: ${libraries}${glibc}`, short: "dynamic" };
}
/** Whether a static binary is static, and a dynamic executable has its system's interpreter. */
function checkElfLinkage(facts, expected) {
    if (expected.static) {
        return linkage_checkStatic(facts);
    }
    return facts.kind === "executable" ? checkInterpreter(facts, expected) : [];
}
function linkage_checkStatic({ interpreter, needed }) {
    const signs = [
        ...(interpreter === undefined ? [] : [`requests the interpreter ${interpreter}`]),
        ...(needed.length === 0 ? [] : [`needs ${needed.join(", ")}`]),
    ];
    return signs.length === 0 ? [] : [`is not static: it ${signs.join(" and ")}`];
}
function checkInterpreter({ interpreter, needed }, expected) {
    if (interpreter === undefined) {
        return needed.length === 0 ? [] : [`needs ${needed.join(", ")} but requests no interpreter to load them`];
    }
    return expected.interpreter === undefined || interpreter === expected.interpreter
        ? []
        : [`requests the interpreter ${interpreter}, not ${expected.interpreter} of ${expected.os}/${expected.arch}`];
}

;// CONCATENATED MODULE: ./build/verify/formats/cursor.js
/** A cursor over `fields`, which starts at `start`. */
function makeCursor(fields, start = 0) {
    let at = start;
    const byte = () => fields.u8(at++);
    const uleb128 = () => {
        let value = 0;
        for (let shift = 0;; shift += 7) {
            const next = byte();
            value += (next & 0x7f) * 2 ** shift;
            if (next < 0x80) {
                return value;
            }
        }
    };
    return {
        at: () => at,
        byte,
        uleb128,
        skip: (bytes) => {
            at += bytes;
        },
    };
}

;// CONCATENATED MODULE: ./build/verify/formats/go-build-info.js


// The linker writes a 32-byte header aligned to 16 bytes: this magic, the pointer size, flags, then (flag 2, since
// Go 1.18) two strings right behind it, each after its length as a varint: the version and the module info, which is
// framed by 16 bytes at either end. Source: Go's cmd/link/internal/ld/data.go (buildinfo) and debug/buildinfo.
const magic = Buffer.from("\xff Go buildinf:", "latin1");
const go_build_info_alignment = 16;
const go_build_info_headerSize = 32;
const flagsAt = 15;
const inlineStrings = 2;
const go_build_info_frame = 16;
// A file may claim any number of overlapping data segments, each as long as itself; real ones have one or two.
const mostSpans = 4;
const longestString = 16 * 1024 * 1024;
/**
 * The build info in the first of `spans` that has one; undefined where none has, or where it is in the format of
 * Go 1.17 and older.
 */
async function readGoBuildInfo(reader, spans) {
    for (const span of spans.slice(0, mostSpans)) {
        const header = await go_build_info_findHeader(reader, span);
        if (header !== undefined) {
            return readStrings(reader, header);
        }
    }
    return undefined;
}
/** Where the header starts. Without a section of its own it may be anywhere in the data. */
async function go_build_info_findHeader(reader, span) {
    const lead = (go_build_info_alignment - (span.address % go_build_info_alignment)) % go_build_info_alignment;
    const header = await reader.find(magic, {
        offset: span.offset + lead,
        size: span.size - lead,
        step: go_build_info_alignment,
    });
    return header !== undefined && header + go_build_info_headerSize <= reader.size ? header : undefined;
}
async function readStrings(reader, header) {
    const flags = (await reader.fields(header, go_build_info_headerSize, "Go build info")).u8(flagsAt);
    if ((flags & inlineStrings) === 0) {
        return undefined;
    }
    const version = await readString(reader, header + go_build_info_headerSize);
    if (version === undefined || version.bytes.length === 0) {
        return undefined;
    }
    const framed = await readString(reader, version.end);
    const hasModule = framed !== undefined && framed.bytes.length > 2 * go_build_info_frame && framed.bytes.at(-go_build_info_frame - 1) === 0x0a;
    const text = hasModule ? framed.bytes.subarray(go_build_info_frame, -go_build_info_frame).toString("utf8") : "";
    return { version: version.bytes.toString("utf8"), ...parseModuleInfo(text) };
}
/** Undefined where the length makes no sense: then this was no build info, only bytes that look like it. */
async function readString(reader, offset) {
    const room = Math.min(10, reader.size - offset);
    if (room <= 0) {
        return undefined;
    }
    const prefix = await reader.fields(offset, room, "Go build info");
    if (prefix.bytes.every((byte) => byte >= 0x80)) {
        return undefined;
    }
    const cursor = makeCursor(prefix);
    const length = cursor.uleb128();
    const start = offset + cursor.at();
    if (length > longestString || start + length > reader.size) {
        return undefined;
    }
    return { bytes: (await reader.fields(start, length, "Go build info")).bytes, end: start + length };
}

;// CONCATENATED MODULE: ./build/verify/formats/elf/attributes.js

const armFlagSoft = 0x200;
const armFlagHard = 0x400;
const armAttributes = 0x70000003;
const mipsAbiFlags = 0x7000002a;
const mipsAbiFlagsSegment = 0x70000003;
/**
 * The float ABI and level of an ARM file: from e_flags, which a linker sets, and from the build attributes, which a C
 * compiler leaves in every object. A pure Go binary has neither.
 * Source: "ELF for the Arm Architecture" (e_flags) and "Addenda to the ABI" (build attributes).
 */
async function readArmFacts(image) {
    const section = image.sections.find(({ type }) => type === armAttributes);
    const attributes = section === undefined ? new Map() : await readAttributes(image, section);
    const flagged = image.flags & armFlagHard ? "hard" : image.flags & armFlagSoft ? "soft" : undefined;
    const architecture = attributes.get(tagArchitecture);
    return {
        floatAbi: flagged ?? (attributes.size > 0 ? floatAbis[attributes.get(tagFloatArguments) ?? 0] : undefined),
        level: architecture === undefined ? undefined : armLevels[architecture],
    };
}
const tagArchitecture = 6;
const tagFloatArguments = 28;
/** 0 passes floats in core registers, 1 in VFP's; 2 and 3 commit to neither. */
const floatAbis = { 0: "soft", 1: "hard" };
/** Tag_CPU_arch. v6T2 is a level of its own, as the ARM11 processors of v6 lack its instructions; microcontrollers are omitted. */
const armLevels = {
    1: "v4",
    2: "v4",
    3: "v5",
    4: "v5",
    5: "v5",
    6: "v6",
    7: "v6",
    8: "v6t2",
    9: "v6",
    10: "v7",
    14: "v8",
    15: "v8",
    18: "v8",
    19: "v8",
    20: "v8",
    22: "v9",
};
/** The numeric attributes of the whole file ("aeabi", Tag_File). */
async function readAttributes(image, section) {
    const size = Math.min(section.size, 64 * 1024);
    const fields = await image.reader.fields(section.offset, size, "ARM attributes");
    if (size === 0 || fields.u8(0) !== 0x41) {
        return new Map();
    }
    for (let at = 1; at + 4 < size;) {
        const length = fields.u32(at);
        const end = Math.min(at + length, size);
        if (length < 5) {
            throw image.reader.malformed(`its ARM attributes contain a section of ${length} bytes`);
        }
        const vendor = fields.text(at + 4);
        if (vendor === "aeabi") {
            return fileAttributes(fields, at + 4 + vendor.length + 1, end);
        }
        at = end;
    }
    return new Map();
}
function fileAttributes(fields, start, end) {
    const attributes = new Map();
    const tagFile = 1;
    if (start + 5 > end || fields.u8(start) !== tagFile) {
        return attributes;
    }
    const stop = Math.min(start + fields.u32(start + 1), end);
    const cursor = makeCursor(fields, start + 5);
    while (cursor.at() < stop) {
        const tag = cursor.uleb128();
        const isText = tag === 4 || tag === 5 || (tag > 32 && tag % 2 === 1);
        // 32 (Tag_compatibility) is a number and a text.
        const value = isText ? 0 : cursor.uleb128();
        if (!isText) {
            attributes.set(tag, value);
        }
        if (isText || tag === 32) {
            cursor.skip(textLength(fields, cursor.at()) + 1);
        }
    }
    return attributes;
}
function textLength(fields, at) {
    const end = fields.bytes.indexOf(0, at);
    return (end < 0 ? fields.bytes.length : end) - at;
}
/** The float ABI of a MIPS file; undefined where it has no ABI flags. Source: the MIPS O32 FPXX ABI (Elf_ABIFlags_v0). */
async function readMipsFloat(image) {
    const flags = image.sections.find(({ type }) => type === mipsAbiFlags) ??
        image.segments.find(({ type }) => type === mipsAbiFlagsSegment);
    if (flags === undefined || flags.size < 24) {
        return undefined;
    }
    const fields = await image.reader.fields(flags.offset, 24, "MIPS ABI flags");
    const [any, soft] = [0, 3];
    const floatAbi = fields.u8(7);
    return floatAbi === any ? undefined : floatAbi === soft ? "soft" : "hard";
}

;// CONCATENATED MODULE: ./build/verify/formats/elf/image.js
/** Numbers of the ELF specification and, for the last three, of GNU's extensions. */
const image_elf = {
    relocatable: 1,
    executable: 2,
    shared: 3,
    segmentLoad: 1,
    segmentDynamic: 2,
    segmentInterpreter: 3,
    segmentNote: 4,
    segmentWritable: 2,
    segmentExecutable: 1,
    sectionNoBits: 8,
    sectionNote: 7,
};
const mostSections = 100_000;
// A count that does not fit its 16 bits is kept in the first section header instead.
const countElsewhere = 0xffff;
/** Where each class of ELF has its fields: `[position, width]` from the start of the record. */
const layouts = {
    32: {
        headerSize: 52,
        header: { segments: 28, sections: 32, flags: 36, segmentSize: 42, segmentCount: 44 },
        segmentSize: 32,
        segment: { flags: 24, offset: 4, address: 8, size: 16 },
        sectionSize: 40,
        section: { address: 12, offset: 16, size: 20, link: 24, info: 28 },
    },
    64: {
        headerSize: 64,
        header: { segments: 32, sections: 40, flags: 48, segmentSize: 54, segmentCount: 56 },
        segmentSize: 56,
        segment: { flags: 4, offset: 8, address: 16, size: 32 },
        sectionSize: 64,
        section: { address: 16, offset: 24, size: 32, link: 40, info: 44 },
    },
};
/** Reads the header and both tables of an ELF file. Throws where they are cut off or contradict themselves. */
async function readElfImage(file) {
    const ident = await file.fields(0, 16, "identification");
    const bits = ident.u8(4) === 1 ? 32 : ident.u8(4) === 2 ? 64 : undefined;
    const byteOrder = ident.u8(5) === 1 ? "little" : ident.u8(5) === 2 ? "big" : undefined;
    if (bits === undefined || byteOrder === undefined) {
        throw file.malformed("its class or byte order is unknown");
    }
    const reader = file.part({ format: "ELF", byteOrder });
    const layout = layouts[bits];
    const header = await reader.fields(0, layout.headerSize, "file header");
    const tables = await readTables(reader, layout, header);
    return {
        reader,
        bits,
        osAbi: ident.u8(7),
        type: header.u16(16),
        machine: header.u16(18),
        flags: header.u32(layout.header.flags),
        ...tables,
    };
}
async function readTables(reader, layout, header) {
    const at = layout.header;
    const word = wordOf(layout, header);
    const sectionsAt = word(at.sections);
    // The three 16-bit numbers after the count of segments describe the sections.
    const [sectionSize, sectionCount, namesIndex] = [2, 4, 6].map((step) => header.u16(at.segmentCount + step));
    const first = sectionsAt === 0 ? undefined : await reader.fields(sectionsAt, layout.sectionSize, "section table");
    const segments = await readSegments(reader, layout, {
        offset: word(at.segments),
        entrySize: header.u16(at.segmentSize),
        count: orElsewhere(header.u16(at.segmentCount), countElsewhere, first?.u32(layout.section.info)),
    });
    if (first === undefined) {
        return { segments, sections: [], sectionNames: Buffer.alloc(0) };
    }
    const sections = await readSections(reader, layout, {
        offset: sectionsAt,
        entrySize: sectionSize,
        count: orElsewhere(sectionCount, 0, wordOf(layout, first)(layout.section.size)),
        namesIndex: orElsewhere(namesIndex, countElsewhere, first.u32(layout.section.link)),
    });
    return { segments, ...sections };
}
function orElsewhere(count, marker, elsewhere) {
    return count === marker && elsewhere !== undefined ? elsewhere : count;
}
function wordOf(layout, fields) {
    return layout === layouts[64] ? fields.u64 : fields.u32;
}
/** The records of a table, each with where it starts. Throws where it is cut off or its records are too small. */
async function readTable(reader, table, smallest, what) {
    const { offset, entrySize, count } = table;
    if (count === 0) {
        return [await reader.fields(0, 0, what), []];
    }
    if (entrySize < smallest) {
        throw reader.malformed(`the entries of its ${what} have only ${entrySize} bytes`);
    }
    if (count > mostSections) {
        throw reader.malformed(`its ${what} claims ${count} entries`);
    }
    const fields = await reader.fields(offset, count * entrySize, what);
    return [fields, Array.from({ length: count }, (_, index) => index * entrySize)];
}
async function readSegments(reader, layout, table) {
    const [fields, starts] = await readTable(reader, table, layout.segmentSize, "program header table");
    const word = wordOf(layout, fields);
    const segments = starts.map((start) => ({
        type: fields.u32(start),
        flags: fields.u32(start + layout.segment.flags),
        offset: word(start + layout.segment.offset),
        address: word(start + layout.segment.address),
        size: word(start + layout.segment.size),
    }));
    for (const segment of segments) {
        if (segment.size > 0 && mustBeInFile.has(segment.type)) {
            reader.mustHold(segment.offset, segment.size, `segment of type ${segment.type}`);
        }
    }
    return segments;
}
const mustBeInFile = new Set([
    image_elf.segmentLoad,
    image_elf.segmentDynamic,
    image_elf.segmentInterpreter,
    image_elf.segmentNote,
]);
async function readSections(reader, layout, table) {
    const [fields, starts] = await readTable(reader, table, layout.sectionSize, "section table");
    const word = wordOf(layout, fields);
    const spanAt = (start) => ({
        offset: word(start + layout.section.offset),
        address: word(start + layout.section.address),
        size: word(start + layout.section.size),
    });
    const namesAt = starts[table.namesIndex];
    const nameSpan = namesAt === undefined ? { offset: 0, size: 0 } : spanAt(namesAt);
    const names = await reader.fields(nameSpan.offset, nameSpan.size, "table of section names");
    const sections = starts.map((start, index) => {
        const section = { type: fields.u32(start + 4), nameAt: fields.u32(start), ...spanAt(start) };
        // A file that was cut off shows here: symbols and debug data lie at its end. The first entry is never a section.
        if (index > 0 && section.type !== 0 && section.type !== image_elf.sectionNoBits) {
            reader.mustHold(section.offset, section.size, `section ${index}`);
        }
        return section;
    });
    return { sections, sectionNames: names.bytes };
}
/** The sections of that name. Names are compared in place: a file may have very many. */
function sectionsNamed(image, name) {
    const terminated = Buffer.from(`${name}\0`);
    return image.sections.filter(({ nameAt }) => image.sectionNames.subarray(nameAt, nameAt + terminated.length).equals(terminated));
}
/** Where in the file an address of the running program comes from. Throws where no segment contains it. */
function fileOffset(image, address, what) {
    const home = image.segments.find(({ type, address: start, size }) => type === image_elf.segmentLoad && start <= address && address < start + size);
    if (home === undefined) {
        throw image.reader.malformed(`the address of its ${what} lies in no segment`);
    }
    return home.offset + (address - home.address);
}

;// CONCATENATED MODULE: ./build/verify/formats/elf/dynamic.js


const noVersions = { requiredVersions: {}, versionNames: new Map() };
const noDynamic = { needed: [], soname: undefined, runPath: [], pie: false, ...noVersions };
/** Source: the ELF specification's "Dynamic Section"; DT_VERNEED and after from GNU's symbol versioning. */
const tags = {
    end: 0,
    needed: 1,
    strings: 5,
    soname: 14,
    rpath: 15,
    runpath: 29,
    flags1: 0x6ffffffb,
    versions: 0x6ffffffe,
    versionCount: 0x6fffffff,
};
const pieFlag = 0x08000000;
const mostLibraries = 4096;
const mostVersions = 1000;
/** Reads the dynamic segment; a file without one has nothing in it. Throws where it points outside the file. */
async function readElfDynamic(image) {
    const segment = image.segments.find(({ type }) => type === image_elf.segmentDynamic);
    if (segment === undefined || segment.size === 0) {
        return noDynamic;
    }
    const entries = await readEntries(image, segment.offset, segment.size);
    const values = (tag) => entries.filter((entry) => entry.tag === tag).map((entry) => entry.value);
    const stringsAddress = values(tags.strings)[0];
    if (stringsAddress === undefined) {
        return noDynamic;
    }
    const strings = fileOffset(image, stringsAddress, "dynamic string table");
    const text = (at) => image.reader.text(strings + at, "dynamic string");
    const needed = values(tags.needed);
    if (needed.length > mostLibraries) {
        throw image.reader.malformed(`it claims to need ${needed.length} libraries`);
    }
    const [soname] = values(tags.soname);
    const paths = await inOrder([...values(tags.rpath), ...values(tags.runpath)].slice(0, 2), text);
    return {
        needed: await inOrder(needed, text),
        soname: soname === undefined ? undefined : await text(soname),
        runPath: paths.flatMap((path) => path.split(":")).filter((path) => path !== ""),
        pie: ((values(tags.flags1)[0] ?? 0) & pieFlag) !== 0,
        ...(await readVersions(image, text, {
            address: values(tags.versions)[0],
            count: values(tags.versionCount)[0] ?? 0,
        })),
    };
}
/** One after the other: the reader has one window, which concurrent reads would replace for each other. */
async function inOrder(offsets, text) {
    const found = [];
    for (const offset of offsets) {
        found.push(await text(offset));
    }
    return found;
}
async function readEntries(image, offset, size) {
    const fields = await image.reader.fields(offset, size, "dynamic section");
    const [word, width] = image.bits === 64 ? [fields.u64, 8] : [fields.u32, 4];
    const entries = [];
    for (let at = 0; at + 2 * width <= size; at += 2 * width) {
        const tag = word(at);
        if (tag === tags.end) {
            break;
        }
        entries.push({ tag, value: word(at + width) });
    }
    return entries;
}
/**
 * .gnu.version_r: a chain of libraries, each with a chain of versions. A weak symbol's version counts like any other,
 * since the loader looks for it all the same.
 */
async function readVersions(image, text, { address, count }) {
    if (address === undefined) {
        return noVersions;
    }
    const found = new Map();
    const numbered = new Map();
    const start = fileOffset(image, address, "table of required versions");
    let total = 0;
    for (const library of await readChain(image, start, count)) {
        const name = await text(library.fields.u32(4));
        const versions = await readChain(image, library.offset + library.fields.u32(8), library.fields.u16(2));
        total += versions.length;
        if (total > mostVersions) {
            throw image.reader.malformed(`it claims to require more than ${mostVersions} versions`);
        }
        const names = await inOrder(versions.map((version) => version.fields.u32(8)), text);
        found.set(name, [...(found.get(name) ?? []), ...names]);
        for (const [index, { fields }] of versions.entries()) {
            numbered.set(fields.u16(6), names[index] ?? "");
        }
    }
    return { requiredVersions: Object.fromEntries(found), versionNames: numbered };
}
/**
 * Records of 16 bytes; both kinds keep the distance to the next one at 12. They only lead forward, so never in circles.
 */
async function readChain(image, start, count) {
    const what = "table of required versions";
    if (count > mostVersions) {
        throw image.reader.malformed(`its ${what} claims ${count} entries`);
    }
    const links = [];
    for (let offset = start; links.length < count;) {
        const fields = await image.reader.fields(offset, 16, what);
        links.push({ offset, fields });
        const next = fields.u32(12);
        if (next === 0) {
            break;
        }
        offset += next;
    }
    return links;
}
/**
 * The newest of the `GLIBC_2.34` names among required versions, as `2.34`. GLIBC_PRIVATE and GLIBC_ABI_… name no release.
 */
function minimumGlibc(requiredVersions) {
    const releases = Object.values(requiredVersions)
        .flat()
        .map((version) => /^GLIBC_(\d+(?:\.\d+)+)$/.exec(version)?.[1])
        .filter((release) => release !== undefined);
    return releases.sort(compareVersions).at(-1);
}

;// CONCATENATED MODULE: ./build/verify/formats/elf/machines.js

const mipsMachine = machineOf("mips");
const armMachine = machineOf("arm");
/** Throws where the table has no ELF machine for it. */
function machineOf(arch) {
    const machine = architectureOf(arch)?.elf?.machine;
    if (machine === undefined) {
        throw new Error(`the table of platforms has no ELF machine for ${arch}`);
    }
    return machine;
}
/** Machines that no port of Go is for, by which people know a file all the same. Source: the ELF specification's registry. */
const otherMachines = { 20: "EM_PPC", 43: "EM_SPARCV9" };
const mipsN32 = 0x20;
/** The header's machine, as `EM_AARCH64 (183)`, and Go's name of the architecture where Go has one. */
function elfMachine(image) {
    const candidates = allArchitectures.filter(({ elf }) => elf?.machine === image.machine);
    const name = candidates[0]?.elf?.name ?? otherMachines[image.machine];
    if (name === undefined) {
        return { machine: `machine ${image.machine}`, arch: undefined };
    }
    // The N32 ABI has 32-bit pointers on a 64-bit processor; Go has no port for it.
    const n32 = image.machine === mipsMachine && image.bits === 32 && (image.flags & mipsN32) !== 0;
    const found = candidates.find(({ bits, byteOrder }) => bits === image.bits && byteOrder === image.reader.byteOrder && !n32);
    return { machine: `${name}${n32 ? " n32" : ""} (${image.machine})`, arch: found?.name };
}

;// CONCATENATED MODULE: ./build/verify/formats/elf/system.js

/**
 * The operating system that an ELF file identifies, or undefined where it identifies none: a plain System V file, as linux
 * has them. The interpreter takes precedence, since the kernel uses it; then the notes; then the OS/ABI byte.
 */
async function elfSystem(image, interpreter) {
    const byInterpreter = interpreter === undefined ? undefined : interpreterSystem(interpreter);
    return byInterpreter ?? (await noteSystem(image)) ?? osAbiSystems[image.osAbi];
}
/** Source: the dynamic loaders' paths in each system's own manual, and in Go's cmd/link (`*dynld`). */
const interpreters = [
    [/^\/(system|apex\/.+)\/bin\/(bootstrap\/)?linker/, "android"],
    [/\/ld-(linux|musl|uClibc)[^/]*$/, "linux"],
    [/^\/lib(64)?\/ld(64)?\.so\.[12]$/, "linux"],
    [/^\/libexec\/ld-elf(32)?\.so\.1$/, "freebsd"],
    [/\/ld-elf\.so\.2$/, "dragonfly"],
    [/\/ld\.elf_so$/, "netbsd"],
    [/^\/usr\/libexec\/ld\.so$/, "openbsd"],
    // illumos has the same; only Go's build info distinguishes the two.
    [/^(\/usr)?\/lib\/(amd64|64|sparcv9)\/ld\.so\.1$/, "solaris"],
    [/^\/usr\/lib\/ld\.so\.1$/, "solaris"],
];
function interpreterSystem(interpreter) {
    return interpreters.find(([pattern]) => pattern.test(interpreter))?.[1];
}
/** Source: the ELF specification's EI_OSABI. 0 (System V) identifies none. */
const osAbiSystems = {
    2: "netbsd",
    3: "linux",
    6: "solaris",
    9: "freebsd",
    12: "openbsd",
};
/** The first note of type 1 that one of these owns names the system. */
const noteOwners = {
    Android: "android",
    DragonFly: "dragonfly",
    FreeBSD: "freebsd",
    NetBSD: "netbsd",
    OpenBSD: "openbsd",
};
/** A note of GNU's names the system by number. Source: glibc's NT_GNU_ABI_TAG. */
const gnuSystems = { 0: "linux", 2: "solaris", 3: "freebsd" };
const identification = 1;
const mostNoteBytes = 64 * 1024;
async function noteSystem(image) {
    const inSegments = image.segments.filter(({ type }) => type === image_elf.segmentNote);
    const inSections = image.sections.filter(({ type }) => type === image_elf.sectionNote);
    for (const { offset, size } of [...inSegments, ...inSections].slice(0, 64)) {
        const system = await systemInNotes(image, offset, Math.min(size, mostNoteBytes));
        if (system !== undefined) {
            return system;
        }
    }
    return undefined;
}
async function systemInNotes(image, offset, size) {
    const notes = await image.reader.fields(offset, size, "note");
    for (let at = 0; at + 12 <= size;) {
        const [nameSize, dataSize, type] = [notes.u32(at), notes.u32(at + 4), notes.u32(at + 8)];
        const data = at + 12 + system_aligned(nameSize);
        if (data > size) {
            return undefined;
        }
        const owner = notes.text(at + 12);
        if (type === identification && owner === "GNU" && data + 4 <= size) {
            return gnuSystems[notes.u32(data)];
        }
        if (type === identification && noteOwners[owner] !== undefined) {
            return noteOwners[owner];
        }
        at = data + system_aligned(dataSize);
    }
    return undefined;
}
function system_aligned(size) {
    return Math.ceil(size / 4) * 4;
}

;// CONCATENATED MODULE: ./build/verify/formats/elf/read.js







/** Reads an ELF executable, library or object. Needs no section table; without one, ARM attributes stay unknown. */
async function readElf(file) {
    const image = await readElfImage(file);
    const { machine, arch } = elfMachine(image);
    const interpreter = await readInterpreter(image);
    const dynamic = await readElfDynamic(image);
    const go = await readGoBuildInfo(image.reader, goDataSpans(image));
    const kind = elfKind(image, dynamic, interpreter);
    return {
        ...noFacts,
        kind,
        os: chooseSystem(await elfSystem(image, interpreter), go),
        arch,
        machine,
        bits: image.bits,
        byteOrder: image.reader.byteOrder,
        arm: image.machine === armMachine ? await readArmFacts(image) : undefined,
        mipsFloat: image.machine === mipsMachine ? await readMipsFloat(image) : undefined,
        interpreter,
        needed: dynamic.needed,
        soname: dynamic.soname,
        runPath: dynamic.runPath,
        positionIndependent: kind === "object" || kind === "unknown" ? undefined : image.type === image_elf.shared,
        static: kind === "executable" ? interpreter === undefined && dynamic.needed.length === 0 : undefined,
        requiredVersions: dynamic.requiredVersions,
        minimumGlibc: minimumGlibc(dynamic.requiredVersions),
        go,
    };
}
/**
 * Libraries and position-independent executables have one type. A program requests an interpreter or carries DF_1_PIE
 * (a static one has only that); a library that can also be run, as libc.so.6 can, has a soname.
 */
function elfKind(image, dynamic, interpreter) {
    if (image.type === image_elf.relocatable) {
        return "object";
    }
    if (image.type === image_elf.executable) {
        return "executable";
    }
    if (image.type !== image_elf.shared) {
        return "unknown";
    }
    return dynamic.pie || (interpreter !== undefined && dynamic.soname === undefined) ? "executable" : "shared-library";
}
/**
 * Go's binaries identify their system, except for two: a static dragonfly program looks like a linux one, and illumos
 * shares solaris's loader. For these the build info decides.
 */
function chooseSystem(header, go) {
    const built = go?.settings["GOOS"];
    if (built === "dragonfly" && header === undefined) {
        return built;
    }
    if (built === "illumos" && (header === undefined || header === "solaris")) {
        return built;
    }
    if (built === "solaris" && header === undefined) {
        return built;
    }
    return header ?? "linux";
}
async function readInterpreter(image) {
    const segment = image.segments.find(({ type }) => type === image_elf.segmentInterpreter);
    if (segment === undefined) {
        return undefined;
    }
    return (await image.reader.fields(segment.offset, segment.size, "interpreter")).text(0);
}
/** Go's linker gives the build info a section; without section headers it is somewhere in the writable data. */
function goDataSpans(image) {
    const sections = sectionsNamed(image, ".go.buildinfo");
    if (sections.length > 0) {
        return sections;
    }
    return image.segments.filter(({ type, flags }) => type === image_elf.segmentLoad && (flags & image_elf.segmentWritable) !== 0 && (flags & image_elf.segmentExecutable) === 0);
}

;// CONCATENATED MODULE: ./build/verify/formats/elf/format.js



/** A program, library or object of linux and of most other systems. */
const elfFormat = {
    id: "elf",
    name: "an ELF file",
    shortName: "ELF",
    hasGoBuildInfo: true,
    matches: startsWith("\x7fELF"),
    read: readElf,
    describeLinkage: describeElfLinkage,
    checkLinkage: checkElfLinkage,
};

;// CONCATENATED MODULE: ./build/verify/formats/reader.js

/** The file is not the binary that it starts as: empty, truncated, or with headers that cannot be true. */
class MalformedBinaryError extends Error {
    name = "MalformedBinaryError";
}
const windowBytes = 64 * 1024;
const largestTable = 16 * 1024 * 1024;
const reader_longestText = 4096;
/** Opens a file for reading by position, gives it to `use`, and closes it. Throws where it is not a regular file. */
async function withReader(file, use) {
    const handle = await (0,promises_.open)(file, "r");
    try {
        const stat = await handle.stat();
        if (!stat.isFile()) {
            throw new MalformedBinaryError(`${file} is not a regular file`);
        }
        const loader = makeLoader(handle, stat.size);
        return await use(makeReader(loader, { format: "file", byteOrder: "little", offset: 0, size: stat.size }));
    }
    finally {
        await handle.close();
    }
}
/** Headers lie close together, so one window serves most reads. Spans are checked before they come here. */
function makeLoader(handle, size) {
    let start = 0;
    let window = Buffer.alloc(0);
    const loadInto = async (buffer, offset) => {
        let filled = 0;
        while (filled < buffer.length) {
            const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled);
            if (bytesRead === 0) {
                throw new MalformedBinaryError("the file became shorter while it was read");
            }
            filled += bytesRead;
        }
    };
    const load = async (offset, length) => {
        if (length > windowBytes) {
            const whole = Buffer.alloc(length);
            await loadInto(whole, offset);
            return whole;
        }
        if (offset < start || offset + length > start + window.length) {
            const next = Buffer.alloc(Math.min(windowBytes, size - offset));
            await loadInto(next, offset);
            window = next;
            start = offset;
        }
        return Buffer.from(window.subarray(offset - start, offset - start + length));
    };
    return { load, loadInto };
}
function makeReader(loader, part) {
    const { format, byteOrder, offset: base, size } = part;
    const malformed = (sentence) => new MalformedBinaryError(`malformed ${format}: ${sentence}`);
    const mustHold = (offset, length, what) => {
        // Written so that NaN fails too.
        if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
            throw new MalformedBinaryError(`truncated ${format}: ${what} at ${hex(offset)} lies past the end of the file`);
        }
    };
    const fields = async (offset, length, what) => {
        mustHold(offset, length, what);
        if (length > largestTable) {
            throw malformed(`${what} claims ${length} bytes, more than any real one has`);
        }
        return makeFields(await loader.load(base + offset, length), byteOrder, (at) => malformed(`${what} ends before its field at ${hex(at)}`));
    };
    const text = async (offset, what) => {
        mustHold(offset, 1, what);
        const { bytes } = await fields(offset, Math.min(reader_longestText, size - offset), what);
        const end = bytes.indexOf(0);
        if (end < 0) {
            throw malformed(`${what} at ${hex(offset)} has no end`);
        }
        return printable(bytes.subarray(0, end));
    };
    return {
        format,
        byteOrder,
        size,
        fields,
        text,
        find: (pattern, { offset, size: span, step }) => findInPieces(loader, pattern, { start: base + offset, end: base + Math.min(offset + span, size), step }).then((found) => (found === undefined ? undefined : found - base)),
        mustHold,
        malformed,
        part: (inner) => {
            const start = inner.offset ?? 0;
            const length = inner.size ?? size - start;
            mustHold(start, length, `${inner.format} part`);
            return makeReader(loader, {
                format: inner.format,
                byteOrder: inner.byteOrder,
                offset: base + start,
                size: length,
            });
        },
    };
}
/** Searches through one small buffer, since the data of a program may be nearly all of it. */
async function findInPieces(loader, pattern, { start, end, step }) {
    // Whole steps; a pattern no longer than a step then never lies across two pieces.
    const buffer = Buffer.alloc(Math.floor(windowBytes / step) * step);
    for (let from = start; from + pattern.length <= end; from += buffer.length) {
        const piece = buffer.subarray(0, Math.min(buffer.length, end - from));
        await loader.loadInto(piece, from);
        for (let at = piece.indexOf(pattern); at >= 0; at = piece.indexOf(pattern, at + 1)) {
            if (at % step === 0) {
                return from + at;
            }
        }
    }
    return undefined;
}
function makeFields(bytes, byteOrder, missing) {
    const little = byteOrder === "little";
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const at = (position, width) => {
        if (!(position >= 0 && position + width <= bytes.length)) {
            throw missing(position);
        }
        return position;
    };
    return {
        bytes,
        u8: (position) => view.getUint8(at(position, 1)),
        u16: (position) => view.getUint16(at(position, 2), little),
        u32: (position) => view.getUint32(at(position, 4), little),
        u64: (position) => Number(view.getBigUint64(at(position, 8), little)),
        text: (position) => {
            const start = at(position, 0);
            const rest = bytes.subarray(start, start + reader_longestText);
            const end = rest.indexOf(0);
            return printable(end < 0 ? rest : rest.subarray(0, end));
        },
    };
}
/** Names from a binary end up in logs and reports, where control characters must not be. */
function printable(bytes) {
    return bytes.toString("utf8").replaceAll(/\p{Cc}/gu, "\uFFFD");
}
/** `0x1f0`, as offsets and addresses are written in messages. */
function hex(value) {
    return `0x${value.toString(16)}`;
}

;// CONCATENATED MODULE: ./build/verify/formats/macho.js




/** Source for this file: Apple's mach-o/loader.h, mach-o/fat.h and mach/machine.h. */
const cpus = {
    7: { name: "CPU_TYPE_I386", arch: "386" },
    16777223: { name: "CPU_TYPE_X86_64", arch: "amd64" },
    12: { name: "CPU_TYPE_ARM", arch: "arm" },
    16777228: { name: "CPU_TYPE_ARM64", arch: "arm64" },
    33554444: { name: "CPU_TYPE_ARM64_32", arch: undefined },
};
const kinds = {
    1: "object",
    2: "executable",
    6: "shared-library",
    8: "shared-library",
};
const macho_pieFlag = 0x200000;
const mostCommands = 10_000;
/** Commands that load a library: at start, weakly, lazily, re-exported, upward. */
const loadCommands = new Set([0xc, 0x80000018, 0x20, 0x8000001f, 0x80000023]);
const command = {
    segment32: 0x1,
    segment64: 0x19,
    ownName: 0xd,
    dynamicLinker: 0xe,
    runPath: 0x8000001c,
    minimumIos: 0x25,
    platform: 0x32,
};
/** LC_BUILD_VERSION's platforms for iOS, its simulator and Mac Catalyst; every other one is called darwin. */
const iosPlatforms = new Set([2, 6, 7]);
const isThin = startsWith("\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe");
const hasFatMagic = startsWith("\xca\xfe\xba\xbe", "\xca\xfe\xba\xbf");
/** A program, library or object of macOS or iOS; a fat one contains several, for one processor each. */
const machOFormat = {
    id: "macho",
    name: "a Mach-O file",
    shortName: "Mach-O",
    hasGoBuildInfo: true,
    matches: (head) => isThin(head) || isFat(head),
    read: async (file) => isFat((await file.fields(0, Math.min(8, file.size), "magic")).bytes) ? readFat(file) : readThin(file),
    describeLinkage: ({ needed }) => foreignLinkage(needed.filter((name) => !/^\/(usr\/lib|System)\//.test(name)), { text: "macOS system libraries only", short: "system only" }),
    checkLinkage: () => [],
};
/** Java's classes share the magic, followed by their version, which is never below 45; no fat file has so many slices. */
function isFat(head) {
    return hasFatMagic(head) && head.length >= 8 && head.readUInt32BE(4) < 45;
}
async function readThin(file) {
    const image = await readImage(file);
    const { bits, reader, commands } = image;
    const kind = kinds[image.type] ?? "unknown";
    const cpu = cpus[image.cpu];
    // A library's name, a loader's and a run path all lie at the distance that the command's third number gives.
    const names = (matches) => commands.filter(({ type }) => matches(type)).map(({ fields, at }) => fields.text(at + fields.u32(at + 8)));
    return {
        ...noFacts,
        kind,
        os: isIos(commands) ? "ios" : "darwin",
        arch: cpu?.arch,
        machine: `${cpu?.name ?? "CPU type"} (${hex(image.cpu)})`,
        bits,
        byteOrder: reader.byteOrder,
        interpreter: names((type) => type === command.dynamicLinker)[0],
        needed: names((type) => loadCommands.has(type)),
        soname: names((type) => type === command.ownName)[0],
        runPath: names((type) => type === command.runPath),
        positionIndependent: kind === "executable" ? (image.flags & macho_pieFlag) !== 0 : undefined,
        go: await readGoBuildInfo(reader, macho_goDataSpans(image)),
    };
}
/** Reads the first slice of a file that contains the same program for several processors; the facts are that slice's. */
async function readFat(file) {
    const reader = file.part({ format: "fat Mach-O", byteOrder: "big" });
    const header = await reader.fields(0, 8, "file header");
    if (header.u32(4) === 0) {
        throw reader.malformed("it contains no program");
    }
    const wide = header.u32(0) === fatMagic64;
    const slice = await reader.fields(8, wide ? 32 : 20, "table of slices");
    const [offset, size] = wide ? [slice.u64(8), slice.u64(16)] : [slice.u32(8), slice.u32(12)];
    const facts = await readThin(reader.part({ format: "Mach-O", byteOrder: "little", offset, size }));
    return { ...facts, machine: `${facts.machine}, the first of ${header.u32(4)} slices` };
}
const fatMagic64 = 0xcafebabf;
async function readImage(file) {
    const magic = (await file.part({ format: "Mach-O", byteOrder: "big" }).fields(0, 4, "file header")).u32(0);
    const byteOrder = magic === 0xfeedface || magic === 0xfeedfacf ? "big" : "little";
    const reader = file.part({ format: "Mach-O", byteOrder });
    const bits = magic === 0xfeedfacf || magic === 0xcffaedfe ? 64 : 32;
    const headerSize = bits === 64 ? 32 : 28;
    const header = await reader.fields(0, headerSize, "file header");
    const fields = await reader.fields(headerSize, header.u32(20), "load commands");
    const image = { reader, bits, cpu: header.u32(4), type: header.u32(12), flags: header.u32(24) };
    return { ...image, commands: splitCommands(reader, fields, header.u32(16)) };
}
function splitCommands(reader, fields, count) {
    if (count > mostCommands) {
        throw reader.malformed(`it claims ${count} load commands`);
    }
    const commands = [];
    for (let at = 0; commands.length < count;) {
        const [type, size] = [fields.u32(at), fields.u32(at + 4)];
        if (size < 8) {
            throw reader.malformed(`a load command has only ${size} bytes`);
        }
        commands.push({ type, fields, at, size });
        at += size;
    }
    return commands;
}
function isIos(commands) {
    return commands.some(({ type, fields, at }) => type === command.minimumIos || (type === command.platform && iosPlatforms.has(fields.u32(at + 8))));
}
/** Where each class has a segment's and a section's numbers, from the start of the record. */
const macho_layouts = {
    [command.segment32]: { fileOffset: 32, sections: 48, header: 56, section: 68, address: 32, size: 36, offset: 40 },
    [command.segment64]: { fileOffset: 40, sections: 64, header: 72, section: 80, address: 32, size: 40, offset: 48 },
};
const nameSize = 16;
/** The section __go_buildinfo. Checks on the way that every segment is inside the file. */
function macho_goDataSpans({ reader, commands }) {
    return commands.flatMap(({ type, fields, at, size }) => {
        if (type !== command.segment32 && type !== command.segment64) {
            return [];
        }
        const layout = macho_layouts[type];
        const word = type === command.segment64 ? fields.u64 : fields.u32;
        const width = type === command.segment64 ? 8 : 4;
        reader.mustHold(word(at + layout.fileOffset), word(at + layout.fileOffset + width), "segment");
        const count = Math.min(fields.u32(at + layout.sections), Math.floor((size - layout.header) / layout.section));
        return Array.from({ length: Math.max(count, 0) }, (_, index) => at + layout.header + index * layout.section)
            .filter((section) => fields.bytes.toString("latin1", section, section + nameSize).startsWith("__go_buildinfo"))
            .map((section) => ({
            address: word(section + layout.address),
            size: word(section + layout.size),
            offset: fields.u32(section + layout.offset),
        }));
    });
}

;// CONCATENATED MODULE: ./build/verify/formats/pe/windows-dlls.js
/**
 * DLLs that are part of every Windows since 10 (and its servers since 2016), without their ending: a program that imports
 * only these needs nothing else. Source: the import libraries of mingw-w64 and the Windows SDK, less what is installed by something
 * else: Visual C++'s runtime (vcruntime140, msvcp140), graphics drivers (vulkan-1, opencl), DirectX's redistributables.
 */
const systemDlls = new Set(`
  activeds advapi32 advpack amsi apphelp authz avicap32 avifil32 avrt
  bcrypt bcryptprimitives bluetoothapis bthprops.cpl
  cabinet cfgmgr32 clfsw32 clusapi combase comctl32 comdlg32 compstui coremessaging credui crypt32 cryptbase cryptnet
  cryptui cryptxml cscapi
  d2d1 d3d10 d3d10_1 d3d11 d3d12 d3d8 d3d9 d3dcompiler_47 davclnt dbgeng dbghelp dciman32 dcomp ddraw devmgr dhcpcsvc
  dhcpcsvc6 difxapi dinput dinput8 dnsapi drt dsound dsrole dssec dwmapi dwrite dxgi dxva2
  eappcfg elscore esent evr
  faultrep fltlib fwpuclnt
  gdi32 gdiplus glu32 gpapi
  hid hlink httpapi
  icmp icu icuin icuuc imagehlp imm32 inetcomm iphlpapi
  kernel32 kernelbase ksuser ktmw32
  loadperf lz32
  magnification mapi32 mf mfplat mfplay mfreadwrite mfsensorgroup mi mmdevapi mpr mprapi mscms msacm32 msdelta msdmo msdrm
  msi msimg32 msvcrt msvfw32 mswsock mtxdm
  ncrypt ndfapi netapi32 netutils newdev ninput normaliz ntdll ntdsapi ntlanman
  odbc32 odbccp32 ole32 oleacc oleaut32 oledlg oleprn opengl32
  pdh powrprof prntvpt profapi propsys psapi
  quartz query qwave
  rasapi32 resutils rpcns4 rpcrt4 rstrtmgr rtm rtutils
  sas samcli scarddlg schannel sechost secur32 sensapi setupapi sfc shcore shell32 shfolder shlwapi slc slwga srvcli sspicli
  t2embed tapi32 tbs tdh
  ucrtbase uiautomationcore urlmon user32 userenv usp10 uxtheme
  vdmdbg version virtdisk vssapi
  wdsclientapi webservices wecapi wer wevtapi wimgapi win32u winbio windowscodecs windowscodecsext winhttp wininet winmm
  winscard winspool.drv winsta wintrust winusb wkscli wlanapi wlanui wldap32 wldp wofutil ws2_32 wscapi wsdapi wsmsvc
  wsnmp32 wsock32 wtsapi32
  xaudio2_8 xaudio2_9 xinput1_4 xinput9_1_0 xmllite xolehlp xpsprint
  `
    .trim()
    .split(/\s+/));
/** API sets: names that Windows itself maps to its own DLLs. */
const apiSet = /^(api|ext)-ms-(win|onecore)-/;
/** Libraries of the C and C++ compilers (GCC's and LLVM's mingw), which no Windows includes. */
const compilerRuntimes = /^(libwinpthread|libgcc_s|libstdc\+\+|libgomp|libatomic|libssp|libquadmath|libgfortran|libc\+\+|libunwind|libomp)([-_.]|$)/;
/** Whether every Windows includes this DLL. Names are compared as Windows does, without regard to case. */
function isWindowsSystemDll(name) {
    const stem = name.toLowerCase().replace(/\.dll$/, "");
    return systemDlls.has(stem) || apiSet.test(stem);
}
/** Whether this DLL belongs to the compiler's own runtime, such as `libwinpthread-1.dll`. */
function isCompilerRuntimeDll(name) {
    return compilerRuntimes.test(name.toLowerCase());
}

;// CONCATENATED MODULE: ./build/verify/formats/pe/linkage.js


/** `Windows system DLLs only`, or the others. */
function describePeLinkage({ needed }) {
    const foreign = needed.filter((name) => !isWindowsSystemDll(name));
    return foreignLinkage(foreign, { text: "Windows system DLLs only", short: "system only" });
}
/** On Windows the C runtime is always linked in; `static` asks that nothing but Windows itself be needed. */
function checkPeLinkage({ needed }, expected) {
    const runtimes = needed.filter(isCompilerRuntimeDll);
    const foreign = needed.filter((name) => !isCompilerRuntimeDll(name) && !isWindowsSystemDll(name));
    return [
        ...(runtimes.length === 0
            ? []
            : [`needs ${runtimes.join(", ")} of the C compiler's runtime, which Windows does not include`]),
        ...(foreign.length > 0 && expected.static
            ? [`is not static: it needs ${foreign.join(", ")}, which Windows does not include`]
            : []),
    ];
}

;// CONCATENATED MODULE: ./build/verify/formats/symbol-table.js
/** Of COFF and XCOFF alike. */
const symbolSize = 18;
/**
 * Throws unless the symbols, and the table of their long names behind them, which starts with its own size, are all in
 * the file. They come last: where they are truncated, so is the file.
 */
async function checkSymbolTable(reader, { offset, count, alwaysNamed }) {
    const names = offset + count * symbolSize;
    reader.mustHold(offset, count * symbolSize, "symbol table");
    if (count > 0 && (alwaysNamed || names < reader.size)) {
        const size = (await reader.fields(names, 4, "table of symbol names")).u32(0);
        reader.mustHold(names, size, "table of symbol names");
    }
}

;// CONCATENATED MODULE: ./build/verify/formats/pe/read.js




/** Source for this file: Microsoft's "PE Format". */
const machines = {
    332: { name: "IMAGE_FILE_MACHINE_I386", arch: "386", bits: 32 },
    452: { name: "IMAGE_FILE_MACHINE_ARMNT", arch: "arm", bits: 32 },
    34404: { name: "IMAGE_FILE_MACHINE_AMD64", arch: "amd64", bits: 64 },
    43620: { name: "IMAGE_FILE_MACHINE_ARM64", arch: "arm64", bits: 64 },
};
const libraryFlag = 0x2000;
const dynamicBaseFlag = 0x40;
const coffHeaderSize = 20;
const sectionHeaderSize = 40;
const read_mostLibraries = 4096;
/** Reads a Windows program or DLL; undefined for one of DOS, which starts alike. */
async function readPe(file) {
    const reader = file.part({ format: "PE", byteOrder: "little" });
    const start = (await reader.fields(0x3c, 4, "DOS header")).u32(0);
    const signature = await reader.fields(start, 4, "PE header");
    if (signature.bytes.toString("latin1") !== "PE\0\0") {
        return undefined;
    }
    const image = await read_readImage(reader, start + 4);
    const exported = await readDirectory(image, directories.exports, 40);
    return {
        ...noFacts,
        kind: (image.flags & libraryFlag) !== 0 ? "shared-library" : "executable",
        os: "windows",
        ...machineFacts(image.machine),
        needed: [
            ...(await read_readLibraries(image, directories.imports, { size: 20, nameAt: 12 })),
            ...(await read_readLibraries(image, directories.delayedImports, { size: 32, nameAt: 4 })),
        ],
        soname: exported === undefined ? undefined : await textAt(image, exported.u32(12), "exported name"),
        positionIndependent: (image.optional.u16(70) & dynamicBaseFlag) !== 0,
        go: await readGoBuildInfo(reader, read_goDataSpans(image)),
    };
}
/**
 * Reads a COFF object, as archives for Windows contain them; undefined where it is something else. Such a file has no
 * signature, so only an archive's member is ever tried.
 */
async function readCoffObject(member) {
    if (member.size < coffHeaderSize) {
        return undefined;
    }
    const header = await member.part({ format: "COFF", byteOrder: "little" }).fields(0, coffHeaderSize, "file header");
    // Objects with very many sections, and the stubs of import libraries, start so and have their machine further on.
    const extended = header.u16(0) === 0 && header.u16(2) === 0xffff;
    const machine = extended ? header.u16(6) : header.u16(0);
    if (machines[machine] === undefined || (!extended && header.u16(16) !== 0)) {
        return undefined;
    }
    return { ...noFacts, kind: "object", os: "windows", ...machineFacts(machine) };
}
function machineFacts(machine) {
    const known = machines[machine];
    return {
        arch: known?.arch,
        machine: known === undefined ? `machine ${hex(machine)}` : `${known.name} (${hex(machine)})`,
        bits: known?.bits,
        byteOrder: "little",
    };
}
async function read_readImage(reader, start) {
    const header = await reader.fields(start, coffHeaderSize, "COFF header");
    const symbols = { offset: header.u32(8), count: header.u32(12), alwaysNamed: true };
    if (symbols.offset !== 0 && symbols.count !== 0) {
        await checkSymbolTable(reader, symbols);
    }
    const optionalSize = header.u16(16);
    const optional = await reader.fields(start + coffHeaderSize, optionalSize, "optional header");
    const [magic, narrow, wide] = [optional.u16(0), 0x10b, 0x20b];
    if (magic !== narrow && magic !== wide) {
        throw reader.malformed(`its optional header has the magic ${hex(magic)}`);
    }
    const tableAt = start + coffHeaderSize + optionalSize;
    return {
        reader,
        machine: header.u16(0),
        flags: header.u16(18),
        optional,
        wide: magic === wide,
        sections: await read_readSections(reader, tableAt, header.u16(2)),
    };
}
async function read_readSections(reader, offset, count) {
    const table = await reader.fields(offset, count * sectionHeaderSize, "section table");
    return Array.from({ length: count }, (_, index) => {
        const at = index * sectionHeaderSize;
        const section = {
            memorySize: table.u32(at + 8),
            address: table.u32(at + 12),
            fileSize: table.u32(at + 16),
            offset: table.u32(at + 20),
            flags: table.u32(at + 36),
        };
        // Windows refuses to load a file whose sections are not all there, padding included.
        if (section.offset !== 0) {
            reader.mustHold(section.offset, section.fileSize, `section ${index + 1}`);
        }
        return section;
    });
}
/** The entries of the optional header's table of directories. */
const directories = { exports: 0, imports: 1, delayedImports: 13 };
/** Where a directory lies in the file; undefined where the image has none. */
function directoryOffset(image, directory) {
    const { optional } = image;
    const [countAt, tableAt] = image.wide ? [108, 112] : [92, 96];
    if (directory >= optional.u32(countAt)) {
        return undefined;
    }
    const address = optional.u32(tableAt + directory * 8);
    return address === 0 ? undefined : read_fileOffset(image, address, "data directory");
}
async function readDirectory(image, directory, size) {
    const offset = directoryOffset(image, directory);
    return offset === undefined ? undefined : image.reader.fields(offset, size, "data directory");
}
function read_fileOffset(image, address, what) {
    const home = image.sections.find((section) => section.address <= address && address < section.address + section.fileSize);
    if (home === undefined) {
        throw image.reader.malformed(`the address ${hex(address)} of its ${what} lies in no section`);
    }
    return home.offset + (address - home.address);
}
async function textAt(image, address, what) {
    return address === 0 ? undefined : image.reader.text(read_fileOffset(image, address, what), what);
}
/** The DLLs' names in a table of imports, which ends with an empty entry. */
async function read_readLibraries(image, directory, entry) {
    const table = directoryOffset(image, directory);
    const names = [];
    if (table === undefined) {
        return names;
    }
    for (let at = table; names.length < read_mostLibraries; at += entry.size) {
        const name = (await image.reader.fields(at, entry.size, "import table")).u32(entry.nameAt);
        const text = await textAt(image, name, "imported name");
        if (text === undefined) {
            return names;
        }
        names.push(text);
    }
    throw image.reader.malformed(`it claims to import more than ${read_mostLibraries} libraries`);
}
const initialisedData = 0x40;
const readable = 0x40000000;
const writable = 0x80000000;
const alignmentBits = 0x00f00000;
/** Go's linker gives the build info no section of its own here: it lies in the writable data. */
function read_goDataSpans(image) {
    return image.sections
        .filter(({ flags }) => (flags & ~alignmentBits) >>> 0 === initialisedData + readable + writable)
        .map(({ offset, fileSize, address }) => ({ offset, size: fileSize, address }));
}

;// CONCATENATED MODULE: ./build/verify/formats/pe/format.js



/** A Windows program or DLL; in archives also a COFF object. */
const peFormat = {
    id: "pe",
    name: "a PE file",
    shortName: "PE",
    hasGoBuildInfo: true,
    matches: startsWith("MZ"),
    read: readPe,
    readUnmarkedObject: readCoffObject,
    describeLinkage: describePeLinkage,
    checkLinkage: checkPeLinkage,
};

;// CONCATENATED MODULE: ./build/verify/formats/plan9.js




/** Source: Plan 9's a.out(6). A file with this bit has a longer header. */
const wideFlag = 0x8000;
const magics = {
    491: { arch: "386", bits: 32 },
    1607: { arch: "arm", bits: 32 },
    35479: { arch: "amd64", bits: 64 },
};
/** A Plan 9 program. They are all static: the system has no shared libraries. */
const plan9Format = {
    id: "plan9",
    name: "a Plan 9 a.out file",
    shortName: "Plan 9 a.out",
    hasGoBuildInfo: true,
    matches: (head) => head.length >= 4 && magics[head.readUInt32BE(0)] !== undefined,
    read: readPlan9,
    describeLinkage: () => plainLinkage("static"),
    checkLinkage: () => [],
};
async function readPlan9(file) {
    const reader = file.part({ format: "Plan 9 a.out", byteOrder: "big" });
    const header = await reader.fields(0, 32, "file header");
    const magic = header.u32(0);
    const headerSize = (magic & wideFlag) !== 0 ? 40 : 32;
    const [text, data, symbols] = [header.u32(4), header.u32(8), header.u32(16)];
    reader.mustHold(headerSize, text + data + symbols, "content");
    const dataAt = headerSize + text;
    return {
        ...noFacts,
        kind: "executable",
        os: "plan9",
        arch: magics[magic]?.arch,
        machine: `Plan 9 magic ${hex(magic)}`,
        bits: magics[magic]?.bits,
        // The header is big-endian whatever the processor is; all three of Go's ports are little-endian.
        byteOrder: "little",
        static: true,
        go: await readGoBuildInfo(reader, [{ offset: dataAt, size: data, address: dataAt }]),
    };
}

;// CONCATENATED MODULE: ./build/verify/formats/wasm.js



const importSection = 2;
const wasm_exportSection = 7;
const codeSection = 10;
const wasm_mostSections = 10_000;
/** Imports and exports beyond these are ignored. */
const mostEntries = 100_000;
const longestName = 4096;
/** Which of Go's two systems a module is for, by the modules that it imports functions of the host from. */
const wasm_systems = { go: "js", gojs: "js", wasi_snapshot_preview1: "wasip1" };
/** A module of WebAssembly 1.0 binary code. */
const wasmFormat = {
    id: "wasm",
    name: "a WebAssembly module",
    shortName: "WebAssembly",
    // Where it is in a module is not known: `go version -m` does not read this format either.
    hasGoBuildInfo: false,
    matches: startsWith("\0asm\x01\0\0\0"),
    read: readWasm,
    describeLinkage: () => plainLinkage("WebAssembly module"),
    checkLinkage: () => [],
};
/** Reads what a module imports, and whether it is started or called. Source: the WebAssembly core specification. */
async function readWasm(file) {
    const reader = file.part({ format: "wasm", byteOrder: "little" });
    let imports = [];
    let exports = [];
    let hasCode = false;
    let at = 8;
    for (let left = wasm_mostSections; at < reader.size && left > 0; left--) {
        const header = makeCursor(await reader.fields(at, Math.min(6, reader.size - at), "section header"));
        const [id, size] = [header.byte(), header.uleb128()];
        const start = at + header.at();
        reader.mustHold(start, size, `section ${id}`);
        hasCode ||= id === codeSection;
        if (id === importSection) {
            imports = importedModules(await reader.fields(start, size, "import section"));
        }
        if (id === wasm_exportSection) {
            exports = exportedNames(await reader.fields(start, size, "export section"));
        }
        at = start + size;
    }
    if (!hasCode) {
        throw reader.malformed("it has no code section");
    }
    return {
        ...noFacts,
        // A module of functions to be called (Go's c-shared) is set up by _initialize instead of being started.
        kind: exports.includes("_initialize") && !exports.includes("_start") ? "shared-library" : "executable",
        os: imports.map((name) => wasm_systems[name]).find((system) => system !== undefined),
        arch: "wasm",
        machine: "WebAssembly",
        byteOrder: "little",
        needed: imports,
    };
}
function wasm_readName(cursor, fields) {
    const length = cursor.uleb128();
    const start = cursor.at();
    // All of it must be there, although only so much is kept.
    if (length > 0) {
        fields.u8(start + length - 1);
    }
    cursor.skip(length);
    return fields.bytes.toString("utf8", start, start + Math.min(length, longestName));
}
/** Each module that something is imported from, once. */
function importedModules(fields) {
    const cursor = makeCursor(fields);
    const modules = new Set();
    for (let left = Math.min(cursor.uleb128(), mostEntries); left > 0; left--) {
        modules.add(wasm_readName(cursor, fields));
        wasm_readName(cursor, fields);
        skipImport(cursor);
    }
    return [...modules];
}
function skipImport(cursor) {
    const [func, table, memory] = [0, 1, 2];
    const kind = cursor.byte();
    if (kind === table) {
        cursor.byte();
    }
    if (kind === table || kind === memory) {
        const hasMaximum = (cursor.byte() & 1) !== 0;
        cursor.uleb128();
        if (hasMaximum) {
            cursor.uleb128();
        }
    }
    else {
        // A function has one number; a global or a tag has a type and a flag.
        cursor.uleb128();
        if (kind !== func) {
            cursor.uleb128();
        }
    }
}
function exportedNames(fields) {
    const cursor = makeCursor(fields);
    const names = [];
    for (let left = Math.min(cursor.uleb128(), mostEntries); left > 0; left--) {
        names.push(wasm_readName(cursor, fields));
        cursor.byte();
        cursor.uleb128();
    }
    return names;
}

;// CONCATENATED MODULE: ./build/verify/formats/xcoff.js




/** Source for this file: IBM's "XCOFF Object File Format", 64-bit. */
const xcoff_headerSize = 24;
const sectionSize = 72;
const executableFlag = 0x0002;
const xcoff_libraryFlag = 0x2000;
const dataSection = 0x40;
const loaderSection = 0x1000;
const mostImports = 4096;
/** A 64-bit AIX program or library. */
const xcoffFormat = {
    id: "xcoff",
    name: "an XCOFF file",
    shortName: "XCOFF",
    hasGoBuildInfo: true,
    matches: startsWith("\x01\xf7"),
    read: readXcoff,
    describeLinkage: ({ needed }) => foreignLinkage(needed, plainLinkage("static")),
    checkLinkage: () => [],
};
async function readXcoff(file) {
    const reader = file.part({ format: "XCOFF", byteOrder: "big" });
    const header = await reader.fields(0, xcoff_headerSize, "file header");
    const flags = header.u16(18);
    await checkSymbolTable(reader, { offset: header.u64(8), count: header.u32(20), alwaysNamed: false });
    const count = header.u16(2);
    const table = await reader.fields(xcoff_headerSize + header.u16(16), count * sectionSize, "section table");
    const sections = Array.from({ length: count }, (_, index) => readSection(reader, table, index * sectionSize));
    const loader = sections.find(({ type }) => type === loaderSection);
    return {
        ...noFacts,
        kind: flags & xcoff_libraryFlag ? "shared-library" : flags & executableFlag ? "executable" : "object",
        os: "aix",
        arch: "ppc64",
        machine: "XCOFF64 (0x1f7)",
        bits: 64,
        byteOrder: "big",
        needed: loader === undefined ? [] : await readImports(reader, loader.offset),
        go: await readGoBuildInfo(reader, sections.filter(({ type }) => type === dataSection)),
    };
}
function readSection(reader, table, at) {
    const section = {
        address: table.u64(at + 16),
        size: table.u64(at + 24),
        offset: table.u64(at + 32),
        type: table.u32(at + 64) & 0xffff,
    };
    if (section.offset !== 0) {
        reader.mustHold(section.offset, section.size, "section");
    }
    return section;
}
/** The loader section's import files: each a path, a file and a member. The first is only the search path. */
async function readImports(reader, loader) {
    const header = await reader.fields(loader, 56, "loader section");
    const [length, count, offset] = [header.u32(12), header.u32(16), header.u64(24)];
    if (count > mostImports) {
        throw reader.malformed(`it claims ${count} import files`);
    }
    const names = (await reader.fields(loader + offset, length, "import files")).bytes.toString("latin1").split("\0");
    return Array.from({ length: Math.max(count - 1, 0) }, (_, index) => {
        const [path = "", file = "", member = ""] = names.slice(3 * (index + 1));
        return `${path === "" ? "" : `${path}/`}${file}${member === "" ? "" : `(${member})`}`;
    });
}

;// CONCATENATED MODULE: ./build/verify/formats/formats.js







const formats_rows = [elfFormat, peFormat, machOFormat, wasmFormat, archiveFormat, xcoffFormat, plan9Format];
/** Every binary format that is read. The first that matches a file reads it. */
const formats_formats = formats_rows;
/** The row of a format. */
function formatOf(id) {
    const format = formats_formats.find((row) => row.id === id);
    if (format === undefined) {
        throw new Error(`no binary format has the id ${id}`);
    }
    return format;
}

;// CONCATENATED MODULE: ./build/verify/formats/describe.js


/** A format's name for sentences, with its article: `an ELF file`. */
function formatName(id) {
    return id === "unknown" ? "a file of unknown format" : formatOf(id).name;
}
/** A format's name for a cell of a table: `ELF`. */
function shortFormatName(id) {
    return id === "unknown" ? "unknown format" : formatOf(id).shortName;
}
/** How a binary is linked, at length and in short. */
function linkageOf(facts) {
    return facts.format === "unknown" ? plainLinkage("unknown") : formatOf(facts.format).describeLinkage(facts);
}
/**
 * How a binary is linked, for a report: `static`, `static-pie`, `dynamic: libc.so.6 (glibc ≥ 2.34)`,
 * `Windows system DLLs only`. System libraries that every machine has are not listed for Windows and macOS.
 */
function describeLinkage(facts) {
    return linkageOf(facts).text;
}

;// CONCATENATED MODULE: ./build/verify/nss.js
/** The functions that glibc's libc.a marks with a warning. Source: its .gnu.warning sections, Debian 11 and 12. */
const nssSymbols = /^((get|set|end)(alias|gr|host|net|proto|pw|rpc|serv|sg|sp)ent(_r)?|getaddrinfo|getaliasbyname(_r)?|get(grgid|grnam|pwnam|pwuid|sgnam|spnam)(_r)?|getgrouplist|gethostby(addr|name2?)(_r)?|getnetby(addr|name)(_r)?|get(proto|rpc)byn(ame|umber)(_r)?|getservby(name|port)(_r)?|initgroups|dlopen|dlmopen)$/;
/** Finds such calls in a linker's output: GNU ld's warnings, or lld's table of --why-extract (see plan/flags.ts). */
function findNssUse(log) {
    const found = new Map();
    let place = "";
    for (const line of log) {
        const [, object, caller] = /(?:^|\s)(\S+): in function [`'‘]([^'’]+)['’]:/.exec(line) ?? [];
        if (object !== undefined && caller !== undefined) {
            place = nss_describePlace(object, caller);
        }
        const warned = /^(.*?)(?:\(\.text[^)]*\): )?warning: Using '([^']+)' in statically linked applications/.exec(line);
        const symbol = warned?.[2];
        if (symbol !== undefined && !found.has(symbol)) {
            found.set(symbol, { symbol, origin: place === "" ? (warned?.[1] ?? "").trim() : place });
        }
        const extracted = readExtraction(line);
        if (extracted !== undefined && nssSymbols.test(extracted.symbol) && !found.has(extracted.symbol)) {
            found.set(extracted.symbol, { symbol: extracted.symbol, origin: nss_describePlace(extracted.reference, "") });
        }
    }
    return [...found.values()];
}
/** A log without lld's table, which has a line for each part of the C library. */
function withoutExtractions(log) {
    return log.filter((line) => readExtraction(line) === undefined && line !== "reference\textracted\tsymbol");
}
function readExtraction(line) {
    const [, reference, symbol] = /^([^\t]+)\t[^\t]+\([^\t]+\)\t(\S+)$/.exec(line) ?? [];
    return reference === undefined || symbol === undefined ? undefined : { reference, symbol };
}
/** cgo names its wrapper of a C function after it; the numbers that the linker gives to Go's objects mean nothing to a user. */
function nss_describePlace(object, caller) {
    const file = object.split("/").at(-1) ?? object;
    const [, called] = /^_cgo_[0-9a-f]+_C2?func_(.+)$/.exec(caller) ?? [];
    if (called !== undefined) {
        return `called from Go as C.${called}`;
    }
    const where = /^(\d{6}|go)\.o$/.test(file) ? "the program's own C" : file;
    return [caller, where].filter((part) => part !== "").join(" in ");
}
/** `getpwnam (lookup in libfoo.a(user.o)) and dlopen (…)`. */
function describeNssUse(uses) {
    const all = uses.map(({ symbol, origin }) => (origin === "" ? symbol : `${symbol} (${origin})`));
    return all.length > 5 ? `${all.slice(0, 5).join(", ")} and ${all.length - 5} more` : all.join(", ");
}

;// CONCATENATED MODULE: ./build/verify/formats/system-format.js

/** The format of the programs and libraries of a system, by its GOOS. Most systems that nobody knows yet have ELF. */
function formatOfSystem(os) {
    return systemOf(os)?.format ?? "elf";
}

;// CONCATENATED MODULE: ./build/verify/check.js




/**
 * Compares a binary with its target. Returns what is wrong with it, one clause each, without subject or full stop, so
 * that the file's name can stand in front: `is for linux/amd64 (EM_X86_64), not linux/arm64`. Empty where all is right.
 */
function checkBinary(facts, expected) {
    const format = formatOf(expected.kind === "archive" ? "archive" : formatOfSystem(expected.os));
    if (facts.format !== format.id) {
        return [describeWrongFormat(facts, format, expected)];
    }
    const wrongPlatform = checkPlatform(facts, expected);
    return [
        ...wrongPlatform,
        ...checkKind(facts, expected),
        ...checkArm(facts, expected),
        ...checkMips(facts, expected),
        ...format.checkLinkage(facts, expected),
        ...checkGo(facts, expected, { required: format.hasGoBuildInfo, platformAgrees: wrongPlatform.length === 0 }),
    ];
}
function describeWrongFormat(facts, format, { os, arch }) {
    const isNamed = facts.format !== "unknown" && facts.kind !== "archive";
    const platform = isNamed ? ` for ${platformName(facts)}` : "";
    return `is ${formatName(facts.format)}${platform}, not ${format.name} for ${os}/${arch}`;
}
/** `linux/amd64 (EM_X86_64)`. */
function platformName({ os = "unknown", arch = "unknown", machine }) {
    return `${os}/${arch} (${machine.replace(/ \([^)]*\)/, "")})`;
}
function checkPlatform(facts, { os, arch }) {
    if (facts.format === "archive" && facts.os === undefined && facts.arch === undefined) {
        return ["contains no readable object file"];
    }
    if (facts.arch !== arch || (facts.os !== undefined && facts.os !== os)) {
        return [`is for ${platformName(facts)}, not ${os}/${arch}`];
    }
    const { bits = facts.bits, byteOrder = facts.byteOrder } = architectureOf(arch) ?? {};
    return [
        ...(facts.bits === bits ? [] : [`is ${facts.bits ?? "?"}-bit, but ${arch} is ${bits}-bit`]),
        ...(facts.byteOrder === byteOrder
            ? []
            : [`is ${facts.byteOrder ?? "unknown"}-endian, but ${arch} is ${byteOrder}-endian`]),
    ];
}
const kindNames = {
    executable: "an executable",
    "shared-library": "a shared library",
    object: "an unlinked object file",
    archive: "an archive",
    unknown: "neither a program nor a library",
};
function checkKind(facts, { kind }) {
    return facts.kind === kind ? [] : [`is ${kindNames[facts.kind]}, not ${kindNames[kind]}`];
}
/** From the oldest; v6T2 has instructions that the ARM11 processors of v6 (the first Raspberry Pi) lack. */
const check_armLevels = ["v4", "v5", "v6", "v6t2", "v7", "v8", "v9"];
/**
 * Compares GOARM with what the C compiler recorded. A pure Go binary carries no ARM facts but e_flags, and passes.
 * Source: `go help environment`: GOARM 5 is soft-float, 6 and 7 hard-float unless `,softfloat` is said.
 */
function checkArm({ arm, ...facts }, { levels, cgo, ...expected }) {
    const setting = levels["GOARM"];
    if (arm === undefined || setting === undefined) {
        return [];
    }
    const [version = "", float = version === "5" ? "softfloat" : "hardfloat"] = setting.split(",");
    const problems = [];
    if (arm.level !== undefined && check_armLevels.indexOf(arm.level) > check_armLevels.indexOf(`v${version}`)) {
        problems.push(`contains code for ARM ${arm.level} (from its build attributes), which an ARM v${version} processor cannot run`);
    }
    if (arm.floatAbi === "hard" && (version === "5" || float === "softfloat")) {
        problems.push(`uses the hard-float ABI, but GOARM=${setting} must run without a floating-point unit`);
    }
    const dynamic = facts.kind !== "archive" && facts.needed.length > 0;
    if (arm.floatAbi === "soft" && version === "7" && float === "hardfloat" && cgo && dynamic && !expected.static) {
        problems.push(`is dynamic and uses the soft-float ABI, but the libraries of GOARM=${setting} systems are hard-float`);
    }
    return problems;
}
function checkMips({ mipsFloat }, { levels }) {
    const variable = levels["GOMIPS"] === undefined ? "GOMIPS64" : "GOMIPS";
    const setting = levels[variable];
    if (mipsFloat === undefined || setting === undefined || `${mipsFloat}float` === setting) {
        return [];
    }
    return [`uses the ${mipsFloat}-float ABI (from its ABI flags), not that of ${variable}=${setting}`];
}
/**
 * Compares Go's build info with the target. `required`: whether its absence is a problem. `platformAgrees`: where the
 * headers disagree already, what Go says of the platform adds nothing.
 */
function checkGo({ go }, { os, arch, cgo, levels }, { required, platformAgrees }) {
    if (go === undefined) {
        return required ? ["has no Go build info; cannot verify how it was built"] : [];
    }
    const settings = {
        ...(platformAgrees ? { GOOS: os, GOARCH: arch } : {}),
        CGO_ENABLED: cgo ? "1" : "0",
        ...levels,
    };
    return Object.entries(settings).flatMap(([name, value]) => {
        const found = go.settings[name];
        const same = found === undefined || canonicalLevel(name, found) === canonicalLevel(name, value);
        return same ? [] : [`was built with ${name}=${found} (from its Go build info), not ${name}=${value}`];
    });
}
/** One spelling for settings that mean the same to Go: `7` and `7,hardfloat`, `v8.0,lse,crypto` and `v8.0,crypto,lse`. */
function canonicalLevel(name, value) {
    const [level = "", ...options] = value.split(",");
    if (name === "GOARM" && options.length === 0) {
        return `${level},${level === "5" ? "softfloat" : "hardfloat"}`;
    }
    return [level, ...options.sort()].join(",");
}

;// CONCATENATED MODULE: ./build/verify/formats/elf/symbols.js



/** The other bit of a symbol's version says that it is hidden. */
const versionNumber = 0x7fff;
/**
 * Reads which symbols are required in which version, of an ELF file with a section table; empty without one.
 * Source: "Symbol Versioning" in the Linux Standard Base. Throws MalformedBinaryError where the tables are cut off or
 * contradict themselves.
 */
async function readSymbolVersions(file) {
    return withReader(file, async (reader) => {
        const image = await readElfImage(reader);
        const span = (name) => sectionsNamed(image, name)[0];
        const [symbols, strings, versions] = [".dynsym", ".dynstr", ".gnu.version"].map(span);
        if (symbols === undefined || strings === undefined || versions === undefined) {
            return new Map();
        }
        const { versionNames } = await readElfDynamic(image);
        const text = await read(image, strings, "dynamic string table");
        const numbers = await read(image, versions, "table of versions");
        const table = await read(image, symbols, "dynamic symbol table");
        const size = image.bits === 64 ? 24 : 16;
        const count = Math.min(Math.floor(symbols.size / size), Math.floor(versions.size / 2));
        const found = new Map();
        for (let index = 0; index < count; index += 1) {
            const name = versionNames.get(numbers.u16(index * 2) & versionNumber);
            if (name !== undefined) {
                found.set(name, [...(found.get(name) ?? []), text.text(table.u32(index * size))]);
            }
        }
        return found;
    });
}
function read(image, { offset, size }, what) {
    return image.reader.fields(offset, size, what);
}

;// CONCATENATED MODULE: ./build/verify/formats/facts.js

/** The facts of a file of no known format. */
const unknownFacts = { format: "unknown", ...noFacts };

;// CONCATENATED MODULE: ./build/verify/formats/read.js



const headBytes = 16;
/**
 * Reads what a binary says of itself from its headers, by position: a file of any size costs a few small reads. A file of
 * no known format gives facts of format `unknown`. Throws MalformedBinaryError where the file is empty, truncated or
 * contradicts itself, and the file system's own error where it cannot be read.
 */
async function readBinary(file) {
    return withReader(file, async (reader) => {
        if (reader.size === 0) {
            throw new MalformedBinaryError("the file is empty");
        }
        const format = await formatOfFile(reader);
        const facts = await format?.read(reader, readMember);
        return format === undefined || facts === undefined ? unknownFacts : { format: format.id, ...facts };
    });
}
async function formatOfFile(reader) {
    const head = (await reader.fields(0, Math.min(headBytes, reader.size), "magic")).bytes;
    return formats_formats.find(({ matches }) => matches(head));
}
/** A member of an archive: an object with a magic of its own, or one of a format whose objects have none. */
async function readMember(member) {
    const format = await formatOfFile(member);
    const facts = await format?.read(member, readMember);
    if (facts !== undefined) {
        return facts;
    }
    for (const { readUnmarkedObject } of formats_formats) {
        const object = await readUnmarkedObject?.(member);
        if (object !== undefined) {
            return object;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/verify/minimum-glibc.js

/**
 * The versions that a binary requires and that are newer than a system with this glibc has. Those of weak symbols count
 * too: the loader looks for every version that is listed, whatever uses it.
 */
function findNewerVersions({ requiredVersions }, glibc) {
    const newest = newestVersions(glibc);
    return Object.entries(requiredVersions).flatMap(([library, versions]) => versions
        .filter((version) => {
        const [, prefix = "", number = ""] = /^([A-Z]+)_(\d+(?:\.\d+)+)$/.exec(version) ?? [];
        const allowed = newest[prefix];
        return allowed !== undefined && compareVersions(number, allowed) > 0;
    })
        .map((version) => ({ library, version })));
}
/**
 * `needs GLIBC_2.34 of libc.so.6 (for pthread_create, __libc_start_main), newer than…`, as a problem of a binary; see
 * checkBinary.
 */
function describeNewerVersions(found, symbols, glibc) {
    const parts = found.map(({ library, version }) => {
        const names = symbols.get(version) ?? [];
        const shown = names.slice(0, 5).join(", ");
        const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
        return `${version} of ${library}${shown === "" ? "" : ` (for ${shown}${more})`}`;
    });
    return (`needs ${parts.join(" and ")}, newer than glibc ${glibc} allows: something that is linked in was compiled for a ` +
        "newer system, for example a prebuilt library in the module");
}

;// CONCATENATED MODULE: ./build/verify/smoke-test.js

/** A program that has not exited by then hangs. */
const limitSeconds = 60;
const longestOutput = 2000;
const smoke_test_longestLine = 300;
/** Runs a program under a time limit. It passes by exiting with code 0. A program that cannot be started fails. */
async function runSmokeTest(host, { command, file, args, directory }) {
    const words = [...command.words, file, ...args];
    const { environment, name: emulator } = command;
    let done;
    try {
        const [program = file, ...rest] = words;
        done = await host.processes.run({
            file: program,
            args: rest,
            directory,
            environment,
            timeoutSeconds: limitSeconds,
        });
    }
    catch (error) {
        const described = describeError(error);
        if (described.kind === "internal") {
            throw error;
        }
        return { kind: "failed", message: `the program could not be started: ${described.problems.join("; ")}`, log: [] };
    }
    if (done.ending === "exit" && done.exitCode === 0) {
        return { kind: "passed", emulator, seconds: done.seconds, output: done.output.trim().slice(0, longestOutput) };
    }
    return { kind: "failed", message: smoke_test_describeFailure(done, emulator), log: done.output.trimEnd().split("\n") };
}
function smoke_test_describeFailure(done, emulator) {
    const where = emulator === undefined ? "" : ` under ${emulator}`;
    const last = done.output.trimEnd().split("\n").at(-1)?.trim() ?? "";
    const output = last === "" ? "it printed nothing" : `last line of its output: ${last.slice(0, smoke_test_longestLine)}`;
    switch (done.ending) {
        case "timeout":
            return (`the program did not exit within ${limitSeconds} s${where}; ${output}. ` +
                "Set run-args so that it exits, for example --version");
        case "signal":
            return `the program crashed${where}; ${output}`;
        case "exit":
            return `the program exited with code ${done.exitCode}${where}; ${output}`;
    }
}

;// CONCATENATED MODULE: ./build/verify/verify.js









/**
 * Compares every binary of a target with what the plan expects, and runs it where the plan says so. Stops at the first that
 * fails. Throws the file system's error where a binary cannot be read.
 */
async function verify(host, question) {
    const nss = checkNss(question);
    if (nss !== undefined) {
        return verify_failed("verify", nss, []);
    }
    const binaries = [];
    for (const built of question.binaries) {
        const outcome = await verifyOne(host, question, built);
        if (outcome.kind === "failed") {
            return outcome;
        }
        binaries.push(...outcome.binaries);
    }
    return { kind: "verified", binaries };
}
/** The calls of a static binary that glibc could not link in, where the plan says that they are a problem. */
function checkNss({ target, log }) {
    const uses = target.nss === "fails" ? findNssUse(log) : [];
    if (uses.length === 0) {
        return undefined;
    }
    return (`the program is not fully static: it calls ${describeNssUse(uses)}, which glibc loads at run time from the system, ` +
        "and which crashes if the system has another glibc; exclude the call with a build tag of the module that makes it, " +
        "set `libc: musl`, which has it built in, or, if the call is never made in practice, set `static: allow-nss`");
}
async function verifyOne(host, question, built) {
    const name = built.build.file;
    const { expectation } = built.build;
    let facts;
    try {
        facts = await readBinary(built.file);
    }
    catch (error) {
        if (error instanceof MalformedBinaryError) {
            return verify_failed("verify", `${name} cannot be read: ${error.message}`, []);
        }
        throw error;
    }
    const problems = [
        ...checkBinary(facts, expectation),
        ...(await checkMinimumGlibc(built.file, facts, expectation.glibc)),
    ];
    if (problems.length > 0) {
        return verify_failed("verify", `${name} ${problems.join("; it ")}`, problems);
    }
    const smokeTest = await testBinary(host, question, { file: built.file, interpreter: facts.interpreter });
    if (smokeTest.kind === "failed") {
        return verify_failed("run", `${name}: ${smokeTest.message}`, smokeTest.log);
    }
    const { size } = await (0,promises_.stat)(built.file);
    return { kind: "verified", binaries: [{ built, bytes: size, facts, smokeTest }] };
}
async function testBinary(host, { target, toolchain, emulator, directory }, { file, interpreter }) {
    const { run } = target;
    switch (run.kind) {
        case "off":
            return { kind: "not-asked" };
        case "none":
            return { kind: "not-run", reason: run.reason };
        case "run": {
            if (emulator === undefined) {
                throw new Error(`no emulator was started for ${target_targetName(target.target)}`);
            }
            const command = emulator.command({
                settings: run.settings,
                interpreter,
                sysroot: toolchain?.sysroot,
                libraryPath: toolchain?.libraryPath ?? [],
                environment: host.environment,
            });
            return runSmokeTest(host, { command, file, args: run.args, directory });
        }
    }
}
/** The problem names symbols too; they are read only where there is one. */
async function checkMinimumGlibc(file, facts, glibc) {
    const found = glibc === undefined ? [] : findNewerVersions(facts, glibc);
    return glibc === undefined || found.length === 0
        ? []
        : [describeNewerVersions(found, await symbolVersions(file), glibc)];
}
/** Without symbols the problem is the same in fewer words, so tables that cannot be read do not matter here. */
async function symbolVersions(file) {
    try {
        return await readSymbolVersions(file);
    }
    catch (error) {
        if (error instanceof MalformedBinaryError) {
            return new Map();
        }
        throw error;
    }
}
function verify_failed(stage, message, log) {
    return { kind: "failed", stage, message, log };
}

;// CONCATENATED MODULE: ./build/verify/index.js
/** What a binary is, and whether it is what the plan expects. */




;// CONCATENATED MODULE: ./build/commands/binaries.js





/**
 * Verifies what was built, runs it where the plan says so, and packs it.
 * @throws What is no failure of the binaries.
 */
async function verifyAndPack(host, work) {
    const { plan, toolchain, built, emulator } = work;
    const log = withoutExtractions(built.log);
    const target = withoutAbsentEmulator(work.target, emulator);
    if (emulator?.kind === "failed" && target.run.kind === "run") {
        return failed({ stage: "run", ...describeCause(emulator.error), log });
    }
    const verification = await verify(host, {
        target,
        binaries: built.binaries,
        log: built.log,
        toolchain,
        emulator: emulator?.kind === "ready" ? emulator.value : undefined,
        directory: plan.module.directory,
    });
    return verification.kind === "failed"
        ? failed({ ...verification, log: [...log, ...verification.log] })
        : inStage("publish", log, () => pack(host, work, verification.binaries));
}
/** An emulator that this machine cannot have is no failure of the binary; it is reported as not run, with the reason. */
function withoutAbsentEmulator(target, emulator) {
    return emulator?.kind === "failed" && emulator.error instanceof UnavailableError
        ? { ...target, run: { kind: "none", reason: emulator.error.message } }
        : target;
}
async function pack(host, work, binaries) {
    const { plan, target, built, into, toolchain } = work;
    const packed = await packTarget(plan, binaries, into);
    const results = [];
    for (const [index, verified] of binaries.entries()) {
        const linked = await describeLibraries(host, verified, toolchain);
        results.push(...binaryResult(verified, packed[index], linked));
    }
    const printed = binaries.flatMap(({ smokeTest }) => smokeTest.kind === "passed" ? smokeTest.output.split("\n") : []);
    return {
        outcome: { kind: "passed", binaries: results },
        packed,
        log: [...withoutExtractions(built.log), ...printed],
        notes: target.nss === "noted" ? describeNss(built.log) : [],
    };
}
function describeNss(log) {
    const uses = findNssUse(log);
    return uses.length === 0
        ? []
        : [`calls ${describeNssUse(uses)}, which works only where the system has the glibc that it was linked with`];
}
/** That a library cannot be named is no failure of the binary. */
async function describeLibraries(host, verified, toolchain) {
    try {
        return await findLibraries(host, verified, toolchain);
    }
    catch (error) {
        if (describeError(error).kind === "internal") {
            throw error;
        }
        return [];
    }
}
async function findLibraries(host, { facts, built }, toolchain) {
    const { needed } = facts;
    const binary = { program: built.build.importPath, needed, static: facts.static ?? needed.length === 0 };
    if (toolchain?.linked !== undefined) {
        return describeLinked(host, toolchain.linked, binary);
    }
    return toolchain?.source === "host" && !binary.static ? describeInstalled(host, binary.needed) : [];
}
function binaryResult({ facts, smokeTest }, packed, libraries) {
    if (packed === undefined) {
        return [];
    }
    const { build, file, bytes, sha256, archive, header } = packed;
    const described = { format: shortFormatName(facts.format), linkage: linkageOf(facts) };
    return [{ file, name: build.file, bytes, sha256, facts, described, run: smokeTest, archive, header, libraries }];
}

;// CONCATENATED MODULE: ./build/commands/target.js









/** What starts first when a build ends: what takes longest, so that the short ones fill in at the end. */
const ranks = { withC: 0, prebuild: 1, withoutC: 2 };
/** Milliseconds after which a toolchain that is on the disk already is ready. */
const onDiskGrace = 500;
/**
 * The story of one target: once its toolchain is there it is built; once its emulator is there it is verified and packed.
 * It waits for either without keeping other targets from being built. Never throws.
 */
async function makeTarget(host, work) {
    let seconds = 0;
    const timed = (limit) => (step, rank) => limit(async () => {
        const started = Date.now();
        return step().finally(() => {
            seconds += (Date.now() - started) / 1000;
        });
    }, rank);
    const limits = { build: timed(work.limits.build), verification: timed(work.limits.verification) };
    const { toolchain, ...end } = await makeWithinLimits(host, { ...work, limits });
    const { target, cgo, notes } = work.target;
    logEnd(host, target_targetName(target), end, seconds);
    return {
        result: { target, cgo, toolchain, notes: [...notes, ...end.notes], outcome: end.outcome, seconds },
        packed: end.packed,
    };
}
async function makeWithinLimits(host, work) {
    const opened = await outcomeOf(() => awaitToolchain(host, work));
    if (opened.kind === "failed") {
        const end = failed({ stage: "toolchain", ...describeCause(opened.error), log: [] });
        return { ...end, toolchain: undefined };
    }
    const toolchain = opened.value;
    const end = await inStage("build", [], () => buildAndVerify(host, work, toolchain));
    return { ...end, toolchain: toolchain?.id };
}
async function buildAndVerify(host, work, toolchain) {
    const { plan, target, limits, toolkit } = work;
    const into = (0,external_node_path_.join)(work.scratch, targetFileSuffix(target.target));
    const rank = toolchain === undefined ? ranks.withoutC : ranks.withC;
    const built = await limits.build(() => {
        host.log.progress(`Building ${target_targetName(target.target)}…`);
        return buildTarget(host, { plan, target, toolchain, into });
    }, rank);
    const log = withoutExtractions(built.log);
    if (built.kind === "failed") {
        return failed({ stage: "build", message: built.message, log });
    }
    const emulator = await toolkit.emulators.of(target.run);
    return limits.verification(() => inStage("verify", log, () => verifyAndPack(host, { plan, target, toolchain, emulator, built, into })));
}
/**
 * Waits for a target's toolchain, and meanwhile has compiled what needs none; undefined where the target needs none. Throws
 * where it cannot be had.
 */
async function awaitToolchain(host, work) {
    const { plan, target, toolkit, limits } = work;
    let isReady = false;
    const opening = toolkit.toolchains.of(target)?.then((opened) => {
        isReady = true;
        return opened;
    });
    if (opening === undefined) {
        return undefined;
    }
    await Promise.race([opening, (0,external_node_timers_promises_namespaceObject.setTimeout)(onDiskGrace, undefined, { ref: false })]);
    if (!isReady) {
        let running;
        const prebuilding = limits.build(async () => {
            running = isReady ? undefined : prebuild(host, { plan, target });
            await running;
        }, ranks.prebuild);
        await Promise.race([opening, prebuilding]);
        await running;
    }
    return readyValue(await opening);
}
function logEnd(host, target, { outcome, log }, seconds) {
    const time = `${seconds.toFixed(1)} s`;
    if (outcome.kind === "passed") {
        host.log.group(`${target}: built and verified in ${time}`, log);
        return;
    }
    const { stage, message, stack } = outcome;
    const fault = stack === undefined ? [] : describeFault({ kind: "internal", message, stack }).split("\n");
    host.log.group(`${target}: FAILED (${stage}) after ${time}: ${message}`, [...log, ...fault]);
}

;// CONCATENATED MODULE: ./build/commands/toolkit.js




/** Starts to ensure that everything of a plan is there. Throws nothing: each outcome tells for itself. */
function openToolkit(host, plan, { machine, makers }) {
    const { lock, caches } = plan;
    const roots = roots_ensureRoots(host, plan.roots, {
        machine,
        kinds: makers_rootKinds(makers),
        cache: caches.roots,
        lock: lock.kind === "locked" ? lock.roots : undefined,
    });
    return {
        roots,
        toolchains: openToolchains(host, plan, { ...makers, roots }),
        emulators: startEmulators(host, plan, { ...makers, roots }),
    };
}

;// CONCATENATED MODULE: ./build/commands/version.js
/** This program's version; a test holds it against package.json. */
const version = "0.1.0";

;// CONCATENATED MODULE: ./build/commands/build.js














/**
 * The whole story: decide everything, then do it, then say what happened.
 * @param raw The inputs by name, as they were given; absent ones have their defaults.
 * @param makers All that can make something.
 * @throws UserError where it cannot be done as asked. A target that fails is part of the result, not an error.
 */
async function crossbuild(host, raw, makers = makers_allMakers) {
    const started = Date.now();
    const question = await decide_readQuestion(host, raw);
    const goCaches = await findGoCaches(host, question);
    if (!question.inputs.dryRun && question.problems.length === 0) {
        // Before the survey, since Go fetches modules to list the program.
        await goCaches.restore();
    }
    const { plan, machine } = await decide_decide(host, question, { goCaches, lock: "obey", makers });
    if (question.inputs.dryRun) {
        return { kind: "planned", plan };
    }
    host.log.group("Plan", describePlan(plan));
    const toolkit = openToolkit(host, plan, { machine, makers });
    const done = await carryOut(host, plan, toolkit);
    const complete = done.targets.every(({ outcome }) => outcome.kind === "passed");
    await goCaches.save({ plan, toolchains: toolkit.toolchains, complete });
    const result = await build_describeRun(plan, toolkit, done);
    return { kind: "done", plan, result: { ...result, seconds: (Date.now() - started) / 1000 } };
}
/** Does what the plan says. What becomes of a target is part of the result. */
async function carryOut(host, plan, toolkit) {
    const made = plan.mode === "build" ? await buildAll(host, plan, toolkit) : [];
    await exportEnvironment(host, plan, toolkit.toolchains);
    await toolkit.emulators.stop();
    const { results, deliveries } = await deliverAll(made);
    const published = await publish(host, plan, deliveries);
    await toolkit.roots.save();
    const targets = plan.mode === "build" ? results : await setUpResults(plan, toolkit);
    return { targets: [...targets, ...refusedResults(plan)], published };
}
async function build_describeRun(plan, toolkit, { targets, published }) {
    const { outDir } = plan.publication;
    return {
        tool: { version: version },
        host: { ...plan.host, distribution: plan.host.distribution?.title },
        go: { version: plan.go.version },
        module: { path: plan.module.path },
        targets,
        toolchains: await toolchainResults(plan, toolkit),
        libraries: await libraryResults(plan, toolkit),
        checksums: published.checksums,
        manifest: plan.mode === "build" ? (0,external_node_path_.join)(outDir, runFiles.manifest) : undefined,
        outDir,
        artifacts: published.artifacts,
        failures: published.problems,
        warnings: plan.warnings.map(({ text }) => text),
    };
}
async function buildAll(host, plan, toolkit) {
    await clearOutputs(plan);
    const scratch = (0,external_node_path_.join)(host.scratchDirectory, "targets");
    const { jobs, cpus } = plan.concurrency;
    const limits = { build: makeLimit(jobs), verification: makeLimit(cpus) };
    return Promise.all(plan.targets.map((target) => makeTarget(host, { plan, target, toolkit, scratch, limits })));
}
/** Out-dir is filled only now that all is built; see packTarget. */
async function deliverAll(made) {
    const results = [];
    const deliveries = new Map();
    for (const { result, packed } of made) {
        try {
            const delivered = await deliver(packed);
            results.push(result);
            if (delivered.length > 0) {
                deliveries.set(target_targetName(result.target), delivered);
            }
        }
        catch (error) {
            const outcome = { kind: "failed", stage: "publish", ...describeCause(error), log: [] };
            results.push({ ...result, outcome });
        }
    }
    return { results, deliveries };
}

;// CONCATENATED MODULE: ./build/commands/run.js





/**
 * Runs a build on a host and publishes its result: the report first, the failure last.
 * @returns The process's exit code: 0, 1 if targets failed or for a fault of ours, 2 for invalid inputs.
 */
async function runOn(host, raw, show) {
    return withHost(host, async () => {
        const ended = await crossbuild(host, raw);
        show(ended);
        if (ended.kind === "planned") {
            return ended.plan.refused.length === 0 ? 0 : 1;
        }
        return await publishResult(host, ended.result, ended.plan.warnings);
    });
}
/** Does work that is stopped when the job is cancelled, reports its error, and cleans up. */
async function withHost(host, work) {
    process.once("SIGINT", () => cancel(host, 130));
    process.once("SIGTERM", () => cancel(host, 143));
    try {
        return await work();
    }
    catch (error) {
        return reportError(host.log, error);
    }
    finally {
        cleanUp(host);
    }
}
/**
 * Ends the process once its output is flushed: process.exit drops what a pipe has not taken yet. It must be called, since
 * the open socket of a service that hangs would keep the step alive.
 */
async function exitWhenFlushed(exitCode) {
    const streams = [process.stdout, process.stderr];
    await Promise.all(streams.map((stream) => new Promise((out) => stream.write("", () => out()))));
    process.exit(exitCode);
}
/** Passes everything that was built to later steps before the run fails for what was not. */
async function publishResult(host, result, planned) {
    if (result.manifest !== undefined) {
        await (0,promises_.writeFile)(result.manifest, describeManifest(result));
    }
    for (const [name, value] of Object.entries(describeOutputs(result))) {
        await host.job.setOutput(name, value);
    }
    await host.job.writeSummary(describeSummary(result));
    for (const warning of result.warnings) {
        host.log.warning(warning, planned.find(({ text }) => text === warning)?.place);
    }
    for (const { title, message } of describeFailures(result)) {
        host.log.error(message, title);
    }
    const sentence = describeFailureSentence(result);
    if (sentence === undefined) {
        return 0;
    }
    host.log.info(sentence);
    return 1;
}
/**
 * Reports the error that ended a run: one error for each problem that the user can mend, or a fault of ours with its stack.
 * @returns The exit code: 2 where nothing was built because of what was asked for, else 1.
 */
function reportError(log, error) {
    const described = describeError(error);
    if (described.kind === "internal") {
        log.error(describeFault(described), "cgo-cross failed");
        return 1;
    }
    for (const problem of described.problems) {
        log.error(problem);
    }
    return error instanceof errors_UserError ? 2 : 1;
}
/** A cancelled job has seconds: children end first, then unfinished files are removed. */
function cancel(host, exitCode) {
    host.processes.endAll();
    cleanUp(host);
    process.exit(exitCode);
}
function cleanUp(host) {
    for (const path of host.temporaries) {
        (0,external_node_fs_.rmSync)(path, { recursive: true, force: true, maxRetries: 3 });
    }
}

;// CONCATENATED MODULE: ./build/commands/index.js
/** The commands, for the entries. */






;// CONCATENATED MODULE: ./build/host/environment.js
/** A copy of the process's environment. Everything else gets it from the host. */
function readEnvironment() {
    return { ...process.env };
}

;// CONCATENATED MODULE: ./build/host/artifact-files.js



/** Throws for a name that GitHub does not allow (actions/upload-artifact, README, "name") or that cannot name a directory. */
function checkArtifactName(name) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are not allowed
    if (name === "" || name === "." || name === ".." || /[":<>|*?\\/\u0000-\u001f]/.test(name)) {
        throw new errors_UserError(`"${name}" cannot name an artifact: it must not be empty or contain one of " : < > | * ? \\ /`);
    }
}
/**
 * Throws unless every file is a regular file that really lies under the root. Links are not allowed: the clients follow
 * them, wherever they lead.
 */
async function checkArtifactFiles(root, files) {
    if (files.length === 0) {
        throw new Error("an artifact needs at least one file");
    }
    const realRoot = await (0,promises_.realpath)(root);
    const checked = await Promise.all(files.map(async (file) => {
        if (!(await (0,promises_.lstat)(file)).isFile()) {
            throw new errors_UserError(`${file} is not a regular file and cannot be in an artifact`);
        }
        const path = await (0,promises_.realpath)(file);
        if (!path.startsWith(realRoot.endsWith(external_node_path_.sep) ? realRoot : realRoot + external_node_path_.sep)) {
            throw new Error(`${file} lies outside of ${root} and cannot be in an artifact`);
        }
        return { path, name: (0,external_node_path_.relative)(realRoot, path) };
    }));
    return { root: realRoot, files: checked };
}

;// CONCATENATED MODULE: ./build/host/client-output.js

/**
 * Keeps what the published cache and artifact clients print off standard output, and passes their lines to `onLine`. They
 * print a dozen lines for each operation, make annotations of what is not a failure here, and give the reason of a failure
 * only in what they print. Output of other work that runs at the same time is not captured. Masks are printed nevertheless,
 * without which a signed address could show in a log; with RUNNER_DEBUG=1 so is everything.
 */
function captureClientOutput(onLine, work) {
    client_output_install();
    return listeners.run(onLine, work);
}
const listeners = new external_node_async_hooks_.AsyncLocalStorage();
let installed = false;
function client_output_install() {
    if (installed) {
        return;
    }
    installed = true;
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk, encoding, callback) => {
        const onLine = listeners.getStore();
        const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
        if (onLine !== undefined) {
            text
                .split(/\r?\n/)
                .filter((line) => line !== "")
                .forEach(onLine);
        }
        if (onLine === undefined || /^::add-mask::[^\r\n]*\r?\n$/.test(text) || process.env["RUNNER_DEBUG"] === "1") {
            return typeof encoding === "function" ? write(chunk, encoding) : write(chunk, encoding, callback);
        }
        (typeof encoding === "function" ? encoding : callback)?.();
        return true;
    };
}
/**
 * The reason of a client's failure, from what it printed; undefined where it gave none.
 *
 * `Failed to reserve cache` comes first: @actions/cache 6.3 says "another job may be creating this cache" for every error
 * at that point, a refused connection too, and prints the error itself only in a debug line (saveCacheV2).
 */
function reasonFrom(lines) {
    for (const pattern of reasons) {
        const reason = lines.findLast((line) => pattern.test(line))?.match(pattern)?.[1];
        if (reason !== undefined) {
            return unescapeData(reason);
        }
    }
    return undefined;
}
const reasons = [
    /^::debug::Failed to reserve cache: (?:Error: )?(.+)$/,
    /^::(?:warning|error)(?: [^:]*)?::(?:Failed to (?:save|restore): )?(.+)$/,
    /^Failed to (?:save|restore): (.+)$/,
    /^(Cache (?:save|restore) skipped: .+)$/,
];
function unescapeData(data) {
    return data.replaceAll("%0D", " ").replaceAll("%0A", " ").replaceAll("%25", "%");
}

;// CONCATENATED MODULE: ./build/host/deadline.js
/**
 * Waits for `work`, but no longer than so many seconds. Late work is not cancelled; its result or error is ignored. What it
 * holds open (a socket without an answer) can keep the process alive, so an entry ends with process.exit. Throws what `work`
 * throws in time.
 */
async function withDeadline(seconds, work) {
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve({ kind: "late" }), seconds * 1000);
    });
    work.catch(() => { });
    try {
        return await Promise.race([work.then((value) => ({ kind: "done", value })), late]);
    }
    finally {
        clearTimeout(timer);
    }
}

;// CONCATENATED MODULE: ./build/host/github-artifacts.js





/** Artifacts of a GitHub run, by way of @actions/artifact, which is loaded when the first one is uploaded. */
function makeGithubArtifacts(deadlines) {
    return {
        async upload(artifact) {
            checkArtifactName(artifact.name);
            const work = captureClientOutput(() => { }, () => github_artifacts_upload(artifact));
            const outcome = await withDeadline(deadlines.uploadSeconds, work);
            if (outcome.kind === "done") {
                return outcome.value;
            }
            throw new errors_UserError(`the upload of artifact "${artifact.name}" took longer than ${deadlines.uploadSeconds} s`);
        },
    };
}
async function github_artifacts_upload(artifact) {
    const { root, files } = await checkArtifactFiles(artifact.root, artifact.files);
    const paths = files.map((file) => file.path);
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__nccwpck_require__.e(838), __nccwpck_require__.e(110), __nccwpck_require__.e(118), __nccwpck_require__.e(119)]).then(__nccwpck_require__.bind(__nccwpck_require__, 40119));
    const options = {
        compressionLevel: paths.every(isCompressed) ? 0 : 6,
        ...(artifact.retentionDays === undefined ? {} : { retentionDays: artifact.retentionDays }),
    };
    try {
        const { id, size } = await new DefaultArtifactClient().uploadArtifact(artifact.name, paths, root, options);
        if (id === undefined) {
            throw new Error("the service returned no id");
        }
        return { id: String(id), bytes: size ?? 0 };
    }
    catch (cause) {
        const reason = messageOf(cause);
        // The client gives the status in its message only: "Failed request: (409) Conflict: …".
        if (reason.includes("(409)")) {
            throw new ArtifactNameTaken(artifact.name, { cause });
        }
        throw new errors_UserError(`artifact "${artifact.name}" was not uploaded: ${reason}`, { cause });
    }
}
/** Compressing these again takes time and saves nothing. */
function isCompressed(path) {
    return /\.(?:gz|tgz|zip|zst|xz|bz2)$/.test(path);
}

// EXTERNAL MODULE: external "node:diagnostics_channel"
var external_node_diagnostics_channel_ = __nccwpck_require__(53053);
;// CONCATENATED MODULE: ./build/host/process-tree.js




/** The environment variable that marks the members of a tree. */
const treeVariable = "CGO_CROSS_CHILD";
/** How long killTree keeps looking for members, in milliseconds: a process in a system call can outlast a signal. */
const killTimeoutMs = 2000;
const current = new external_node_async_hooks_.AsyncLocalStorage();
/** The tree of everything that a run starts. A run that is itself part of another run's tree keeps that mark as a prefix. */
function makeRootTree(environment) {
    return newTree(undefined, environment[treeVariable] || undefined);
}
/** A subtree, which is killed with its parent. */
function process_tree_makeTree(parent) {
    return newTree(parent, parent.mark);
}
function newTree(parent, outer) {
    const own = (0,external_node_crypto_.randomBytes)(9).toString("hex");
    return { mark: outer === undefined ? own : `${outer}/${own}`, parent, children: new Set(), killed: false };
}
/** Runs `work` such that every child which is started in it, at any depth, is a member of the tree. */
function runInTree(tree, work) {
    return current.run(tree, work);
}
/** True once the tree or one that it is part of was killed. */
function wasKilled(tree) {
    return tree !== undefined && (tree.killed || wasKilled(tree.parent));
}
/**
 * Sends SIGKILL to all members and to those that they start meanwhile; what is started in the tree later is killed at once.
 * Synchronous, since it is called from signal handlers; usually takes a few milliseconds.
 */
function killTree(tree) {
    tree.killed = true;
    const deadline = performance.now() + killTimeoutMs;
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (;;) {
        const members = findMembers(tree);
        if (members.length === 0 || performance.now() > deadline) {
            return;
        }
        for (const pid of members) {
            sendSignal(pid);
        }
        Atomics.wait(pause, 0, 0, 4);
    }
}
/** Sends SIGTERM to all members: a child that is downloading a file then leaves it such that it can resume. */
function terminateTree(tree) {
    // The youngest first: a worker whose parent is gone exits by itself, without cleaning up.
    for (const pid of findMembers(tree).reverse()) {
        sendSignal(pid, "SIGTERM");
    }
}
(0,external_node_diagnostics_channel_.subscribe)("child_process", (message) => {
    const tree = current.getStore();
    const child = startedChild(message);
    if (tree === undefined || child === undefined) {
        return;
    }
    adopt(tree, child);
});
function adopt(tree, child) {
    for (let each = tree; each !== undefined; each = each.parent) {
        const { children } = each;
        children.add(child);
        child.once("exit", () => children.delete(child));
        child.once("error", () => children.delete(child));
    }
    // The message is published before the child is spawned; by the next tick it is running and has its streams.
    process.nextTick(() => {
        // A child that exits without reading its input must not crash this process: @actions/exec leaves EPIPE uncaught.
        child.stdin?.on("error", () => { });
        if (wasKilled(tree)) {
            killTree(tree);
        }
    });
}
function startedChild(message) {
    // The shape is documented with Node's built-in channels: { process: ChildProcess }.
    return message.process;
}
/** The process ids of all living members, this process left out. */
function findMembers(tree) {
    const own = [...tree.children].flatMap((child) => (child.pid === undefined || hasExited(child) ? [] : [child.pid]));
    const table = readProcesses(tree.mark);
    if (table === undefined) {
        return own; // No /proc, as on macOS: the children themselves are all that can be found.
    }
    const members = new Set(table.filter((row) => row.marked || own.includes(row.pid)).map((row) => row.pid));
    for (let before = -1; before !== members.size;) {
        before = members.size;
        for (const row of table) {
            if (members.has(row.parent)) {
                members.add(row.pid);
            }
        }
    }
    return [...members];
}
function hasExited(child) {
    return child.exitCode !== null || child.signalCode !== null;
}
function readProcesses(mark) {
    try {
        return (0,external_node_fs_.readdirSync)("/proc")
            .filter((name) => /^[0-9]+$/.test(name) && Number(name) !== process.pid)
            .flatMap((name) => readRow(Number(name), mark) ?? []);
    }
    catch {
        return undefined;
    }
}
/** Undefined for a process that is gone or a zombie. */
function readRow(pid, mark) {
    // The name in parentheses may itself hold parentheses and spaces; the state and the parent follow the last one.
    const stat = process_tree_read(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ");
    if (stat === undefined || stat[0] === "Z" || stat[0] === "X") {
        return undefined;
    }
    const variables = process_tree_read(`/proc/${pid}/environ`)?.split("\0") ?? [];
    const value = `${treeVariable}=${mark}`;
    return {
        pid,
        parent: Number(stat[1]),
        marked: variables.some((variable) => variable === value || variable.startsWith(`${value}/`)),
    };
}
function process_tree_read(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, "latin1");
    }
    catch {
        return undefined; // It has exited meanwhile, or belongs to another user.
    }
}
function sendSignal(pid, signal = "SIGKILL") {
    try {
        process.kill(pid, signal);
    }
    catch {
        // It has exited meanwhile.
    }
}

;// CONCATENATED MODULE: ./build/host/github-cache.js






/**
 * The cache of a GitHub job, by way of @actions/cache, which reads the process's own environment: `environment` is a copy
 * of that, from which it is known beforehand whether there is a cache at all.
 *
 * The client makes up to five attempts of three minutes each against a service that accepts connections and never answers,
 * so every call has a deadline here. When it has passed, the tar that the client may be running is killed, and none is
 * started later; the same holds when the process tree `root` is killed.
 */
function makeGithubCache(environment, root, deadlines) {
    const absent = describeAbsence(environment);
    let timedOut;
    /** A service that timed out once is not called again: it may cost one deadline, not one per call. */
    const call = async (seconds, use) => {
        if (timedOut !== undefined) {
            return { failure: timedOut };
        }
        const outcome = await callClient(process_tree_makeTree(root), seconds, use);
        if ("failure" in outcome && outcome.late) {
            timedOut = outcome.failure;
        }
        return outcome;
    };
    return {
        available: absent === undefined,
        reason: absent,
        async restore(entry) {
            const unfit = absent ?? describeUnfitPath(entry.path);
            if (unfit !== undefined) {
                return { kind: "unavailable", reason: unfit };
            }
            await (0,promises_.rm)(entry.path, { recursive: true, force: true });
            const restored = await withExtractionTo(entry.path, () => github_cache_restore(entry, (use) => call(deadlines.restoreSeconds, use)));
            const checked = await github_cache_checkFile(entry.path, restored);
            if (checked.kind === "unavailable" || checked.kind === "damaged") {
                await (0,promises_.rm)(entry.path, { recursive: true, force: true });
            }
            return checked;
        },
        async save(entry) {
            const unfit = absent ?? describeUnfitPath(entry.path);
            if (unfit !== undefined) {
                return { kind: "not-saved", reason: unfit };
            }
            const found = await (0,promises_.lstat)(entry.path).catch(() => undefined);
            if (found?.isFile() !== true) {
                return { kind: "not-saved", reason: `there is no file ${entry.path}` };
            }
            return github_cache_save(entry, (use) => call(deadlines.saveSeconds, use));
        },
    };
}
/**
 * The client unpacks with `tar -P`, to wherever the entry's names say, and an entry may be anyone's. GNU tar takes more
 * options from TAR_OPTIONS: here, that every member of the archive is extracted as `path`. (Other tars ignore it; toolchains
 * are installed on Linux only.) Source: extractTar in @actions/cache's lib/internal/tar.js.
 */
async function withExtractionTo(path, work) {
    const before = process.env["TAR_OPTIONS"];
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    const replacement = path.replaceAll(/[\\&,]/g, "\\$&");
    // TAR_OPTIONS is split at spaces. The flag S: do not rename targets of symbolic links.
    process.env["TAR_OPTIONS"] = `--transform=s,.*,${replacement},S`.replaceAll(/[\\\s"']/g, "\\$&");
    try {
        return await work();
    }
    finally {
        if (before === undefined) {
            delete process.env["TAR_OPTIONS"];
        }
        else {
            process.env["TAR_OPTIONS"] = before;
        }
    }
}
/** A link or a directory in the place of the file is not what was saved, and a link would be followed. */
async function github_cache_checkFile(path, restored) {
    if (restored.kind !== "hit" && restored.kind !== "partial") {
        return restored;
    }
    const found = await (0,promises_.lstat)(path).catch(() => undefined);
    if (found?.isFile() === true) {
        return restored;
    }
    return { kind: "damaged", reason: `the entry ${restored.key} does not hold the one file that was saved` };
}
/** The reason that this job has no cache; undefined where it has one. */
function describeAbsence(environment) {
    const given = (name) => (environment[name] ?? "") !== "";
    if (!given("ACTIONS_RUNTIME_TOKEN")) {
        return "the job has no cache: ACTIONS_RUNTIME_TOKEN is not set";
    }
    if (!given("ACTIONS_RESULTS_URL") && !given("ACTIONS_CACHE_URL")) {
        return "the job has no cache: neither ACTIONS_RESULTS_URL nor ACTIONS_CACHE_URL is set";
    }
    if (environment["ACTIONS_CACHE_MODE"]?.trim().toLowerCase() === "none") {
        return "the job has no cache: its cache mode is none";
    }
    return undefined;
}
/** The client takes a path for a glob pattern and would save what it matches. */
function describeUnfitPath(path) {
    return /[*?[\]!#]/.test(path) ? `the cache takes no path with one of * ? [ ] ! # in it: ${path}` : undefined;
}
async function github_cache_restore(entry, call) {
    const outcome = await call((client) => client.restoreCache([entry.path], entry.key, [...entry.restoreKeys]));
    if ("failure" in outcome) {
        return { kind: "unavailable", reason: outcome.failure };
    }
    if (outcome.value === entry.key) {
        return { kind: "hit", key: outcome.value };
    }
    if (outcome.value !== undefined) {
        return { kind: "partial", key: outcome.value };
    }
    const reason = reasonFrom(outcome.printed);
    if (reason === undefined) {
        return { kind: "miss" };
    }
    return { kind: /\/tar" failed/.test(reason) ? "damaged" : "unavailable", reason };
}
async function github_cache_save(entry, call) {
    const outcome = await call((client) => client.saveCache([entry.path], entry.key));
    if ("failure" in outcome) {
        return { kind: "not-saved", reason: outcome.failure };
    }
    if (outcome.value !== -1) {
        return { kind: "saved" };
    }
    const reason = reasonFrom(outcome.printed) ?? "the cache service did not save it";
    const taken = reason.includes("(409)");
    return { kind: "not-saved", reason: taken ? "this key is saved already, or another job is saving it" : reason };
}
/** Calls the client within the deadline; a failure becomes its reason, since caches never fail a run. */
async function callClient(tree, seconds, use) {
    const printed = [];
    try {
        const client = await Promise.all(/* import() */[__nccwpck_require__.e(838), __nccwpck_require__.e(110), __nccwpck_require__.e(88), __nccwpck_require__.e(91)]).then(__nccwpck_require__.bind(__nccwpck_require__, 18091));
        if (!client.isFeatureAvailable()) {
            return { failure: "the cache service is not available to this job" };
        }
        const work = captureClientOutput((line) => printed.push(line), () => runInTree(tree, () => use(client)));
        const outcome = await withDeadline(seconds, work);
        if (outcome.kind === "done") {
            return { value: outcome.value, printed };
        }
        killTree(tree);
        return { failure: `the cache service took longer than ${seconds} s`, late: true };
    }
    catch (error) {
        return { failure: messageOf(error) };
    }
}

;// CONCATENATED MODULE: ./build/host/job-values.js


/** Throws for a variable that cannot be exported to later steps, or would arrive as something else. */
function checkVariable(name, value) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
        throw new Error(`"${name}" cannot name an environment variable`);
    }
    // The runner refuses this one from GITHUB_ENV, with an error annotation (FileCommandManager, _setEnvBlockList).
    if (name.toUpperCase() === "NODE_OPTIONS") {
        throw new Error("NODE_OPTIONS cannot be set for later steps");
    }
    checkOneLine(`the value of ${name}`, value);
}
/** Throws for what is not one entry of PATH. @actions/core writes it as it is: a line break would add a second one. */
function checkPathEntry(directory) {
    checkOneLine("a PATH entry", directory);
    if (directory === "" || directory.includes(external_node_path_.delimiter)) {
        throw new errors_UserError(`"${directory}" cannot be one PATH entry: it is empty or has a "${external_node_path_.delimiter}" in it`);
    }
}
/** Throws for an output that cannot be set; its value may have several lines. */
function checkOutput(name, value) {
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) {
        throw new Error(`"${name}" cannot name an output`);
    }
    if (value.includes("\0")) {
        throw new Error(`the value of output ${name} has a NUL in it`);
    }
}
function checkOneLine(what, value) {
    if (/[\r\n\0]/.test(value)) {
        throw new errors_UserError(`${what} has a line break or a NUL in it`);
    }
}

;// CONCATENATED MODULE: ./build/host/text.js

/**
 * Text from outside made safe to show: ANSI sequences are dropped, every other control character or invisible one is
 * written as its escape (`\u001b`), a tab stays. Lines end at `\n`, `\r\n` and a bare `\r` alike, as the runner reads them:
 * otherwise what follows a `\r` would begin a line of its own there.
 */
function text_visibleLines(text) {
    return (0,external_node_util_.stripVTControlCharacters)(text)
        .split(/\r\n|[\n\r]/)
        .map((line) => line.replace(text_invisible, escapeCharacter));
}
/** Controls, formatting marks (zero width, direction), line and paragraph separators, lone surrogates. */
const text_invisible = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function escapeCharacter(character) {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
/**
 * A visible line, escaped such that the runner does not run it as a command: it runs `::command::` at the start of a line and
 * `##[command]` anywhere in it, and its log view renders `##[group]` and the like even where commands are stopped.
 */
function inertLine(line) {
    return line.replace(/^\s*::/, (start) => `${start.slice(0, -2)}\\::`).replaceAll("##[", "##\\[");
}
/** The text, cut to at most `limit` UTF-16 units with a note of how much is left out. */
function cutText(text, limit) {
    if (text.length <= limit) {
        return text;
    }
    const note = (left) => `… (${left} more characters; the log has the whole text)`;
    let keep = limit - note(text.length).length;
    if (/[\ud800-\udbff]/.test(text.charAt(keep - 1))) {
        keep -= 1;
    }
    return text.slice(0, keep) + note(text.length - keep);
}

;// CONCATENATED MODULE: ./build/host/workflow-command.js
/**
 * A workflow command as the runner parses it, without a line end, escaped as @actions/core does (command.ts). The log does
 * not use that library, since it loads the client for OpenID tokens, which takes longer than loading all of our own code.
 * @param properties An annotation's; what is undefined or empty is left out.
 */
function describeCommand(name, message, properties = {}) {
    const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== "");
    const words = given.map(([key, value]) => `${key}=${escapeProperty(`${value}`)}`).join(",");
    return `::${name}${words === "" ? "" : ` ${words}`}::${escapeData(message)}`;
}
function escapeData(text) {
    return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
    return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

;// CONCATENATED MODULE: ./build/host/log.js




/** The runner truncates an annotation's message to so many characters (ExecutionContext, `_maxIssueMessageLength`). */
const annotationLimit = 4096;
/** Seconds between two progress lines where a line cannot be redrawn. */
const progressSeconds = 5;
/**
 * The log of a step on a runner, written as workflow commands to standard output. Nothing that is passed in can act as a
 * command: lines are made inert, and a group's lines are printed between `::stop-commands::` and a random token. A message
 * that is too long for an annotation is cut there and printed whole in a group.
 */
function makeGithubLog(clock = () => performance.now()) {
    const due = makeThrottle(clock);
    function group(title, lines) {
        print(describeCommand("group", inertLine(text_visibleLines(title).join(" "))));
        const token = (0,external_node_crypto_.randomUUID)();
        print(`::stop-commands::${token}`);
        const shown = lines.flatMap(text_visibleLines).map(inertLine);
        if (shown.length > 0) {
            print(shown.join("\n"));
        }
        print(`::${token}::`);
        print(describeCommand("endgroup", ""));
    }
    function annotate(level, message, properties = {}) {
        const lines = text_visibleLines(message);
        const whole = lines.join("\n");
        print(describeCommand(level, cutText(whole, annotationLimit), properties));
        if (whole.length > annotationLimit) {
            group("The whole message", lines);
        }
    }
    const info = (text) => {
        for (const line of text_visibleLines(text)) {
            print(inertLine(line));
        }
    };
    return {
        info,
        notice: (message) => annotate("notice", message),
        warning: (message, place) => annotate("warning", message, place),
        error: (message, title) => annotate("error", message, { title: title && text_visibleLines(title).join(" ") }),
        group,
        progress(line) {
            if (due()) {
                info(line);
            }
        },
    };
}
function print(text) {
    process.stdout.write(`${text}\n`);
}
/**
 * The log of a run at a terminal: plain text, coloured only on a terminal and without NO_COLOR (no-color.org), with a
 * progress line that is redrawn in place. Standard output is left to the command's results.
 */
function makeTerminalLog(terminal, environment, clock) {
    const due = makeThrottle(clock ?? (() => performance.now()));
    const interactive = terminal.isTTY === true && environment["TERM"] !== "dumb";
    const coloured = interactive && (environment["NO_COLOR"] ?? "") === "";
    // Without validateStream, since styleText would look at this process's own streams and environment.
    const paint = (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text);
    let drawn = false;
    function print(lines) {
        terminal.write(`${drawn ? clearLine : ""}${lines.map((line) => `${line}\n`).join("")}`);
        drawn = false;
    }
    function annotate(kind, style, message, title) {
        const [first = "", ...rest] = visibleLines(message);
        const head = title === undefined ? "" : `${visibleLines(title).join(" ")}: `;
        print([`${paint(style, `${kind}:`)} ${head}${first}`, ...rest.map((line) => `  ${line}`)]);
    }
    return {
        info: (text) => print(visibleLines(text)),
        notice: (message) => annotate("notice", "cyan", message),
        warning: (message, place) => annotate("warning", "yellow", message, place === undefined ? undefined : `${place.file}:${place.line}`),
        error: (message, title) => annotate("error", "red", message, title),
        group(title, lines) {
            const head = paint("bold", visibleLines(title).join(" "));
            print([head, ...lines.flatMap(visibleLines).map((line) => `  ${line}`)]);
        },
        progress(text) {
            const line = visibleLines(text).join(" ");
            if (!interactive) {
                if (due()) {
                    print([line]);
                }
                return;
            }
            terminal.write(`${clearLine}${line.slice(0, (terminal.columns ?? 80) - 1)}`);
            drawn = line !== "";
        },
    };
}
const clearLine = "\r\u001b[2K";
/** A function that returns true at its first call, and then at most once every progressSeconds. */
function makeThrottle(clock) {
    let next = Number.NEGATIVE_INFINITY;
    return () => {
        if (clock() < next) {
            return false;
        }
        next = clock() + progressSeconds * 1000;
        return true;
    };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(48161);
;// CONCATENATED MODULE: ./build/host/memory.js



/** The files of a control group's memory in both versions, and the field of its statistics that counts idle cache. */
const versions = [
    {
        controller: "",
        mount: "/sys/fs/cgroup",
        limit: "memory.max",
        usage: "memory.current",
        idleCache: "inactive_file",
    },
    {
        controller: "memory",
        mount: "/sys/fs/cgroup/memory",
        limit: "memory.limit_in_bytes",
        usage: "memory.usage_in_bytes",
        idleCache: "total_inactive_file",
    },
];
/**
 * The bytes of memory that are available to programs: what the kernel has available, or what is left below the limit of the
 * control group (the container, the systemd unit) of this process, whichever is less. Reclaimable cache counts as available
 * in both. Half the machine's memory where there is no /proc/meminfo.
 * Source: proc_meminfo(5), MemAvailable; the kernel's admin-guide, cgroup-v2.rst and cgroup-v1/memory.rst.
 */
function readAvailableMemory(read = readText) {
    const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(read("/proc/meminfo") ?? "")?.[1];
    if (kilobytes === undefined) {
        return Math.floor((0,external_node_os_.totalmem)() / 2);
    }
    const groups = (read("/proc/self/cgroup") ?? "").split("\n");
    const left = versions.flatMap((version) => groups.flatMap((line) => readLeft(read, version, line)));
    return Math.max(0, Math.min(Number(kilobytes) * 1024, ...left));
}
/** What is left in a control group and in each of its parents. A container may see a path that is outside its own mount. */
function readLeft(read, version, line) {
    const [, controllers = "", path = ""] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === "" || !controllers.split(",").includes(version.controller)) {
        return [];
    }
    const left = [];
    for (let group = path;; group = (0,external_node_path_.dirname)(group)) {
        const file = (name) => read((0,external_node_path_.join)(version.mount, group, name))?.trim() ?? "";
        const [limit, usage] = [file(version.limit), file(version.usage)];
        // Without a limit it says `max`, or a number near 2^63.
        if (/^\d+$/.test(limit) && /^\d+$/.test(usage)) {
            const idle = new RegExp(`^${version.idleCache} (\\d+)$`, "m").exec(file("memory.stat"))?.[1];
            left.push(Number(limit) - Number(usage) + Number(idle ?? 0));
        }
        if (group === "/") {
            return left;
        }
    }
}
function readText(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, "utf8");
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/host/machine.js


/** Node's names that are not Go's (https://nodejs.org/api/os.html#osarch against `go tool dist list`). */
const goSystems = { win32: "windows", sunos: "solaris" };
const goArchitectures = {
    x64: "amd64",
    ia32: "386",
    mipsel: "mipsle",
    mips64el: "mips64le",
};
/** This machine in Go's names, its number of CPUs, and its available memory. */
function describeMachine() {
    return {
        os: goSystems[(0,external_node_os_.platform)()] ?? (0,external_node_os_.platform)(),
        arch: goArch((0,external_node_os_.arch)(), (0,external_node_os_.endianness)()),
        cpus: (0,external_node_os_.availableParallelism)(),
        memoryBytes: readAvailableMemory(),
    };
}
/** Go's name of an architecture that Node names. Node has one name, `ppc64`, for both byte orders. */
function goArch(name, order) {
    if (name === "ppc64" && order === "LE") {
        return "ppc64le";
    }
    return goArchitectures[name] ?? name;
}

// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 2 modules
var exec = __nccwpck_require__(75260);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util = __nccwpck_require__(90);
;// CONCATENATED MODULE: ./build/host/output.js
const lineFeed = 10;
/**
 * Collects what a child prints. `output` interleaves the streams line by line, in the order in which lines were completed,
 * so that no line and no character of several bytes is split by the other stream. Bytes are decoded once, as UTF-8.
 *
 * `onLine` is called for each line without its line end (`\n` or `\r\n`); a last line without one comes with finish().
 */
function makeOutputCollector(onLine) {
    const joined = [];
    const streams = { stdout: makeStream(), stderr: makeStream() };
    function complete(lines) {
        joined.push(lines);
        if (onLine === undefined) {
            return;
        }
        const text = lines.toString("utf8");
        for (const line of (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n")) {
            onLine(line.endsWith("\r") ? line.slice(0, -1) : line);
        }
    }
    return {
        add(name, chunk) {
            const stream = streams[name];
            stream.all.push(chunk);
            const end = chunk.lastIndexOf(lineFeed) + 1;
            if (end === 0) {
                stream.open.push(chunk);
                return;
            }
            complete(Buffer.concat([...stream.open, chunk.subarray(0, end)]));
            stream.open = end < chunk.length ? [chunk.subarray(end)] : [];
        },
        finish() {
            for (const stream of [streams.stdout, streams.stderr]) {
                if (stream.open.length > 0) {
                    complete(Buffer.concat(stream.open));
                }
                stream.open = [];
            }
            const stdout = decode(streams.stdout.all);
            const stderr = decode(streams.stderr.all);
            // Interleaved only where both streams have something: it would double the memory of a large output.
            const output = stderr === "" ? stdout : stdout === "" ? stderr : decode(joined);
            return { stdout, stderr, output };
        },
    };
}
function makeStream() {
    return { all: [], open: [] };
}
function decode(chunks) {
    return Buffer.concat(chunks).toString("utf8");
}

;// CONCATENATED MODULE: ./build/host/processes.js






/** How long, in milliseconds, the streams may stay open after the child itself has exited: a descendant may hold them. */
const streamGraceMs = 3000;
/** Milliseconds from SIGTERM to SIGKILL, in which a child may put its files in order. */
const terminateGraceMs = 1000;
/** What a child may print to each stream; V8 holds no string of more than 512 MiB. */
const outputLimit = 256 * 2 ** 20;
/** Linux: MAX_ARG_STRLEN, and a quarter of the usual 8 MiB stack less some room (execve(2), "Limits on size"). */
const wordLimit = 131_071;
const wordsLimit = 2_000_000;
/**
 * Child processes by way of @actions/exec: without a shell, silently, with their standard input closed where there is none.
 *
 * @param environment The default environment of children, and the PATH that `find` searches.
 * @param root The process tree that endAll kills, for a host that starts children in other ways too.
 */
function makeProcesses(environment, root = makeRootTree(environment)) {
    return {
        run: (command) => run(command, environment, root),
        find: (name) => findOnPath(name, environment),
        endAll: () => killTree(root),
    };
}
async function run(command, hostEnvironment, root) {
    const environment = command.environment ?? hostEnvironment;
    const directory = (0,external_node_path_.resolve)(command.directory ?? ".");
    const tree = process_tree_makeTree(root);
    const variables = { ...definedVariables(environment), [treeVariable]: tree.mark };
    checkWords(command, variables);
    const file = await findFile(command.file, directory, environment);
    if (wasKilled(tree)) {
        throw new errors_UserError(`${processes_describe(command)}: the run was cancelled`);
    }
    const limited = watchOutput(command, tree);
    const timer = startTimer(command.timeoutSeconds, () => killTree(tree));
    const listening = listenForStop(command.stop, tree);
    const started = performance.now();
    try {
        const exitCode = await runInTree(tree, () => processes_start({ file, directory, variables, command, add: limited.add }));
        const seconds = (performance.now() - started) / 1000;
        const output = limited.finish();
        return { ...describeEnding(timer.expired(), exitCode), ...output, seconds };
    }
    finally {
        timer.stop();
        listening.stop();
    }
}
/** The exit code, or null after a signal, which @actions/exec passes on although its type does not say so. */
async function processes_start({ file, directory, variables, command, add }) {
    try {
        return await (0,exec/* exec */.m)(quoteForExec(file), [...command.args], {
            cwd: directory,
            env: variables,
            // Always given, since @actions/exec leaves the child's standard input open where there is none.
            input: Buffer.from(command.input ?? "", "utf8"),
            silent: true,
            ignoreReturnCode: true,
            delay: streamGraceMs,
            listeners: { stdout: (chunk) => add("stdout", chunk), stderr: (chunk) => add("stderr", chunk) },
        });
    }
    catch (cause) {
        throw new errors_UserError(`${processes_describe(command)}: ${messageOf(cause)}`, { cause });
    }
}
function describeEnding(timedOut, exitCode) {
    if (timedOut) {
        return { ending: "timeout", exitCode: undefined };
    }
    if (exitCode === null) {
        return { ending: "signal", exitCode: undefined };
    }
    return { ending: "exit", exitCode };
}
/** Collects output; a child that prints too much, or a listener that throws, kills the child and fails the run. */
function watchOutput(command, tree) {
    const collector = makeOutputCollector(command.onLine);
    let bytes = 0;
    let failure;
    let finished = false;
    return {
        add(stream, chunk) {
            if (finished || failure !== undefined) {
                return;
            }
            try {
                bytes += chunk.length;
                if (bytes > outputLimit) {
                    throw new errors_UserError(`"${command.file}" printed more than ${outputLimit / 2 ** 20} MiB`);
                }
                collector.add(stream, chunk);
            }
            catch (error) {
                failure = error;
                killTree(tree);
            }
        },
        finish() {
            finished = true;
            if (failure !== undefined) {
                throw failure;
            }
            return collector.finish();
        },
    };
}
function startTimer(seconds, onExpired) {
    let expired = false;
    if (seconds === undefined) {
        return { expired: () => expired, stop: () => { } };
    }
    const timer = setTimeout(() => {
        expired = true;
        onExpired();
    }, Math.min(seconds * 1000, 2 ** 31 - 1));
    return { expired: () => expired, stop: () => clearTimeout(timer) };
}
function listenForStop(stop, tree) {
    let force;
    const onAbort = () => {
        terminateTree(tree);
        force = setTimeout(() => killTree(tree), terminateGraceMs);
    };
    if (stop?.aborted === true) {
        killTree(tree);
    }
    stop?.addEventListener("abort", onAbort, { once: true });
    return {
        stop() {
            stop?.removeEventListener("abort", onAbort);
            clearTimeout(force);
        },
    };
}
/**
 * The absolute path of a command's file. A bare name is looked up on PATH alone, never in the current directory; a path is
 * relative to the command's directory.
 */
async function findFile(file, directory, environment) {
    if (file.includes("/") || (0,external_node_path_.isAbsolute)(file)) {
        const found = await (0,io_util/* tryGetExecutablePath */.vr)((0,external_node_path_.resolve)(directory, file), extensions(environment));
        if (found) {
            return found;
        }
        throw new errors_UserError(`cannot start "${file}": no executable file there`);
    }
    const found = await findOnPath(file, environment);
    if (found !== undefined) {
        return found;
    }
    throw new errors_UserError(`cannot start "${file}": not found on PATH`);
}
async function findOnPath(name, environment) {
    if (name === "" || name.includes("/")) {
        return undefined;
    }
    const path = environment["PATH"] ?? "";
    // Empty and relative entries would mean the current directory: a checkout must not provide its own `go`.
    for (const directory of path.split(process.platform === "win32" ? ";" : ":").filter(external_node_path_.isAbsolute)) {
        const found = await (0,io_util/* tryGetExecutablePath */.vr)((0,external_node_path_.join)(directory, name), extensions(environment));
        if (found) {
            return found;
        }
    }
    return undefined;
}
function extensions(environment) {
    return process.platform === "win32" ? (environment["PATHEXT"] ?? "").split(";").filter((one) => one !== "") : [];
}
/**
 * A file, quoted as the first word of the command line that @actions/exec parses: it drops `"`, splits at spaces, keeps a
 * backslash outside quotes and doubles one inside them, and trims the last word. With a space at the end this is not the last.
 */
function quoteForExec(file) {
    return `${file.replace(/["\s]/g, (character) => (character === '"' ? '"\\""' : `"${character}"`))} `;
}
/** Throws for what Node would throw for inside @actions/exec, where nothing could catch it. */
function checkWords(command, variables) {
    const words = [
        command.file,
        ...command.args,
        ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    ];
    if ([...words, command.directory ?? ""].some((word) => word.includes("\0"))) {
        throw new Error(`${processes_describe(command)}: a word of the command or of its environment has a NUL in it`);
    }
    const sizes = words.map((word) => Buffer.byteLength(word) + 1);
    const total = sizes.reduce((sum, size) => sum + size + 8, 0);
    if (process.platform === "linux" && (sizes.some((size) => size > wordLimit) || total > wordsLimit)) {
        throw new errors_UserError(`${processes_describe(command)}: the command or its environment is too long for the system`);
    }
}
function processes_describe(command) {
    return `cannot start "${command.file}"`;
}
function definedVariables(environment) {
    return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

;// CONCATENATED MODULE: ./build/host/tools.js








/** Seconds that a download may take with all its attempts: 100 MB at 200 kB/s take half of them. */
const downloadDeadline = 1000;
/**
 * The tools under a directory, in @actions/tool-cache's layout, so that other steps, and whoever maintains a self-hosted
 * machine, can find them. Tools are installed in their final place and then marked complete: the library's own cacheDir
 * would copy hundreds of megabytes. The library is slow to load, so it is loaded when tools are first looked up.
 *
 * All paths are real ones: gcc resolves links on its way to its own headers, and such a path would not match those that are
 * kept out of binaries (-ffile-prefix-map).
 * @param directory The tool cache; the library reads the same path from RUNNER_TOOL_CACHE. It need not exist yet.
 * @param downloadSeconds The deadline of a download, with all its attempts.
 */
function makeToolStore(directory, downloadSeconds = downloadDeadline) {
    const real = resolveLinks(directory);
    const place = (tool, version) => (0,external_node_path_.join)(real, tool, version, (0,external_node_os_.arch)());
    process.env["RUNNER_TOOL_CACHE"] = real;
    return {
        find: async (tool) => {
            const library = await Promise.all(/* import() */[__nccwpck_require__.e(838), __nccwpck_require__.e(88), __nccwpck_require__.e(805)]).then(__nccwpck_require__.bind(__nccwpck_require__, 59805));
            return captureClientOutput(() => { }, () => library
                .findAllVersions(tool, (0,external_node_os_.arch)())
                .map((version) => library.find(tool, version, (0,external_node_os_.arch)()))
                .filter((found) => found !== ""));
        },
        directory: place,
        complete: (tool, version) => (0,promises_.writeFile)(`${place(tool, version)}.complete`, ""),
        download: (url, file) => download(new URL(url), file, downloadSeconds),
    };
}
/** The library retries what may pass, which can take long: three attempts, with a timeout of three minutes of silence each. */
async function download(url, file, seconds) {
    const library = await Promise.all(/* import() */[__nccwpck_require__.e(838), __nccwpck_require__.e(88), __nccwpck_require__.e(805)]).then(__nccwpck_require__.bind(__nccwpck_require__, 59805));
    const partial = `${file}.partial-${(0,external_node_crypto_.randomUUID)()}`;
    const removePartial = () => (0,promises_.rm)(partial, { force: true });
    const work = captureClientOutput(() => { }, () => library.downloadTool(url.href, partial));
    const advice = "check the network and its proxy, or try again later";
    try {
        if ((await withDeadline(seconds, work)).kind === "late") {
            // It cannot be cancelled, and may still write the file.
            work.then(removePartial, removePartial).catch(() => { });
            throw new errors_UserError(`${url.href} could not be downloaded within ${seconds} s; ${advice}`);
        }
        await (0,promises_.rename)(partial, file);
    }
    catch (cause) {
        throw cause instanceof errors_UserError
            ? cause
            : new errors_UserError(`${url.href} could not be downloaded: ${messageOf(cause)}; ${advice}`, { cause });
    }
    finally {
        await removePartial();
    }
}
/** The real path; its last parts need not exist. */
function resolveLinks(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        const parent = (0,external_node_path_.dirname)(path);
        return parent === path ? path : (0,external_node_path_.join)(resolveLinks(parent), (0,external_node_path_.basename)(path));
    }
}

;// CONCATENATED MODULE: ./build/host/github.js











const defaultDeadlines = { restoreSeconds: 120, saveSeconds: 300, uploadSeconds: 600 };
/**
 * The host on a GitHub runner. `environment` is a copy of the process's own, since the published clients read that
 * themselves. Throws a UserError where a variable is missing that every runner sets.
 */
async function makeGithubHost(environment, deadlines = {}) {
    const [workspace, temporary, toolDirectory] = requireVariables(environment);
    const scratchDirectory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temporary, "cgo-cross-"));
    const limits = { ...defaultDeadlines, ...deadlines };
    const root = makeRootTree(environment);
    return {
        kind: "github",
        environment,
        ...describeMachine(),
        workspace,
        toolDirectory,
        tools: makeToolStore(toolDirectory),
        stagingDirectory: (0,external_node_path_.join)(temporary, "cgo-cross-staging"),
        scratchDirectory,
        temporaries: new Set([scratchDirectory]),
        log: makeGithubLog(),
        processes: makeProcesses(environment, root),
        cache: makeGithubCache(environment, root, limits),
        artifacts: makeGithubArtifacts(limits),
        job: makeGithubJob(environment),
    };
}
const requiredVariables = ["GITHUB_WORKSPACE", "RUNNER_TEMP", "RUNNER_TOOL_CACHE"];
function requireVariables(environment) {
    const [workspace, temporary, tools] = requiredVariables.map((name) => environment[name] || undefined);
    if (workspace !== undefined && temporary !== undefined && tools !== undefined) {
        return [workspace, temporary, tools];
    }
    const missing = requiredVariables.filter((name) => !environment[name]).join(", ");
    throw new errors_UserError(`not on a GitHub runner: ${missing} not set; use the command line, cgo-cross, elsewhere`);
}
/** Passes a job's values to the runner with @actions/core, which is loaded for the first of them. */
function makeGithubJob(environment) {
    const name = environment["GITHUB_EVENT_NAME"];
    const hasSummary = (environment["GITHUB_STEP_SUMMARY"] ?? "") !== "";
    return {
        event: name === undefined ? undefined : { name, ref: environment["GITHUB_REF"] ?? "" },
        async exportVariable(variable, value) {
            checkVariable(variable, value);
            const core = await __nccwpck_require__.e(/* import() */ 838).then(__nccwpck_require__.bind(__nccwpck_require__, 33838));
            core.exportVariable(variable, value);
        },
        async addPath(directory) {
            checkPathEntry(directory);
            const core = await __nccwpck_require__.e(/* import() */ 838).then(__nccwpck_require__.bind(__nccwpck_require__, 33838));
            core.addPath(directory);
        },
        async setOutput(output, value) {
            checkOutput(output, value);
            const core = await __nccwpck_require__.e(/* import() */ 838).then(__nccwpck_require__.bind(__nccwpck_require__, 33838));
            core.setOutput(output, value);
        },
        async writeSummary(markdown) {
            // Older servers have no summaries, which is no reason to fail.
            if (!hasSummary) {
                return;
            }
            const { summary } = await __nccwpck_require__.e(/* import() */ 838).then(__nccwpck_require__.bind(__nccwpck_require__, 33838));
            await summary.emptyBuffer().addRaw(markdown).write({ overwrite: true });
        },
    };
}

;// CONCATENATED MODULE: ./build/action.js






/** The entry that the runner starts: inputs from its variables, results to its command files. */
async function main() {
    const host = await makeGithubHost(readEnvironment());
    const raw = rawFromVariables(host.environment);
    return runOn(host, raw, (ended) => {
        const lines = ended.kind === "planned"
            ? describePlanJson(ended.plan).split("\n")
            : describeTerminal(ended.result, { columns: 160, colour: false });
        for (const line of lines) {
            host.log.info(line);
        }
    });
}
main().then(exitWhenFlushed, (error) => exitWhenFlushed(reportError(makeGithubLog(), error)));

