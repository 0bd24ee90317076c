import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
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
function collectorVariables({ division }) {
    const { compilerMemoryMiB } = division;
    return compilerMemoryMiB === undefined ? {} : { GOGC: "off", GOMEMLIMIT: `${compilerMemoryMiB}MiB` };
}
/** The -p of a Go command for a target; none where the user's own flags have one. */
function parallelFlags({ division }, { flags }) {
    return flags.some((flag) => /^--?p(=|$)/.test(flag)) ? [] : [`-p=${division.compilesPerJob}`];
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
    const linksAll = target.static || target.goVariables["GOOS"] === "windows";
    const cgoLdflags = [target.cgoFlags.CGO_LDFLAGS, linksAll ? "-static" : ""].filter((part) => part !== "").join(" ");
    return { ...variables, CGO_LDFLAGS: cgoLdflags, LDFLAGS: linksAll ? "-static" : "" };
}
/** The same under names that tell targets apart: `CC_linux_arm_v7`. */
function perTargetVariables(target, variables) {
    return Object.fromEntries(Object.entries(variables).map(([name, value]) => [`${name}_${target.variableSuffix}`, value]));
}

;// CONCATENATED MODULE: ./build/export-environment.js

/**
 * Hands the toolchains on to later steps. The plain names (CC, GOOS…) are set only where one target is set up for later
 * steps, or where they are asked for: a plain CC reaches every later build of the job, the host's own too.
 */
async function exportEnvironment(host, plan, question) {
    if (question.exportEnv === "false") {
        return;
    }
    const plain = question.exportEnv === "true" || (question.setUpOnly && plan.targets.length === 1);
    for (const target of plan.targets) {
        const arrived = await question.provisions.toolchainOf(target);
        if (arrived?.kind !== "failed") {
            await exportTarget(host, target, { toolchain: arrived?.value, plain });
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

;// CONCATENATED MODULE: ./build/host/types.js
/** The run already has an artifact of this name. */
class ArtifactNameTaken extends Error {
    artifactName;
    constructor(artifactName, options) {
        super(`the run already has an artifact named "${artifactName}"`, options);
        this.name = "ArtifactNameTaken";
        this.artifactName = artifactName;
    }
}
/** The words of anything that was thrown. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./build/targets/target.js
/** The name a user writes: `linux/arm/v7`. */
function targetName(target) {
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
/**
 * The variables that make `go` build for the target: GOOS, GOARCH and, with a variant, the one that carries it.
 * Source: `go help environment`, "Architecture-specific environment variables".
 */
function targetGoVariables(target) {
    const variables = { GOOS: target.os, GOARCH: target.arch };
    const family = variantFamily(target.arch);
    if (target.variant !== undefined && family !== undefined) {
        variables[family.variable] = family.toGo(target.variant);
    }
    return variables;
}
const armFloats = ["", "-softfloat", "-hardfloat"];
const arm64Levels = [
    ...Array.from({ length: 10 }, (_, minor) => `v8.${minor}`),
    ...Array.from({ length: 6 }, (_, minor) => `v9.${minor}`),
];
const arm64Options = ["", "-lse", "-crypto", "-lse-crypto"];
/** Source: `go help environment` and Go's internal/buildcfg/cfg.go, which parses these values. */
const families = {
    "386": { variable: "GO386", variants: ["sse2", "softfloat"], toGo: same },
    amd64: { variable: "GOAMD64", variants: ["v1", "v2", "v3", "v4"], toGo: same },
    arm: {
        variable: "GOARM",
        variants: ["v5", "v6", "v7"].flatMap((level) => armFloats.map((float) => level + float)),
        toGo: (variant) => variant.slice(1).replace("-", ","),
    },
    arm64: {
        variable: "GOARM64",
        variants: ["v8", ...arm64Levels.flatMap((level) => arm64Options.map((option) => level + option))],
        toGo: (variant) => (variant === "v8" ? "v8.0" : variant.replaceAll("-", ",")),
    },
    mips: { variable: "GOMIPS", variants: ["hardfloat", "softfloat"], toGo: same },
    mipsle: { variable: "GOMIPS", variants: ["hardfloat", "softfloat"], toGo: same },
    mips64: { variable: "GOMIPS64", variants: ["hardfloat", "softfloat"], toGo: same },
    mips64le: { variable: "GOMIPS64", variants: ["hardfloat", "softfloat"], toGo: same },
    ppc64: { variable: "GOPPC64", variants: ["power8", "power9", "power10"], toGo: same },
    ppc64le: { variable: "GOPPC64", variants: ["power8", "power9", "power10"], toGo: same },
    riscv64: { variable: "GORISCV64", variants: ["rva20u64", "rva22u64", "rva23u64"], toGo: same },
};
function same(variant) {
    return variant;
}
/** How an architecture's variants are written; undefined where it has none. */
function variantFamily(arch) {
    return families[arch];
}
/** Every variable of Go that carries a variant, once. */
const variantVariables = [
    ...new Set(Object.values(families).map((family) => family.variable)),
];

;// CONCATENATED MODULE: ./build/inputs/definitions.js
/**
 * The one table of everything a user can set and everything a run hands back. `action.yml`, the README's tables, the
 * command line's flags and its help are made from it, so a new input is a row here and a line in parse.ts.
 */
/** The words that inputs of a few fixed values take. The first is the default. */
const choices = {
    cgo: ["auto", "on", "off"],
    compiler: ["gcc", "clang"],
    libc: ["glibc", "musl"],
    buildmode: ["default", "exe", "pie", "c-shared", "c-archive"],
    exportEnv: ["auto", "true", "false"],
    artifacts: ["each", "one", "off"],
    archive: ["auto", "none"],
    cache: ["auto", "on", "off"],
};
/** What may stand in `artifact-name`, in braces. */
const artifactPlaceholders = ["name", "target", "os", "arch", "variant"];
const inputDefinitions = [
    {
        name: "targets",
        kind: "list",
        default: "linux/amd64, linux/arm64",
        absent: undefined,
        description: "The platforms to build for, each as `os/arch` or `os/arch/variant`, separated by commas, spaces or line " +
            "breaks; `#` starts a comment. Example: `linux/amd64, linux/arm/v7, windows/amd64`. A `*` stands for any name " +
            "(`linux/*`, `*/arm64`), `all` for every platform that your Go can build for, and a leading `!` takes away " +
            "again (`linux/*, !linux/mips*`).",
    },
    {
        name: "cgo",
        kind: "choice",
        choices: choices.cgo,
        default: "auto",
        absent: undefined,
        description: "Whether C code is compiled into your program. `auto` looks at what the program imports and compiles C for just " +
            "those platforms where it is needed (for SQLite through `mattn/go-sqlite3`, say); `on` always compiles it; " +
            "`off` never does, like `CGO_ENABLED=0`.",
    },
    {
        name: "compiler",
        kind: "choice",
        choices: choices.compiler,
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
        description: "`true` puts every library into the binary itself, so that the one file runs on any Linux system, even in an " +
            "empty container. The finished binary is checked: if it still needs a library, or calls what glibc cannot link in " +
            "(`getpwnam`, `dlopen` and their like), its target fails; `allow-nss` lets the calls pass. macOS, iOS, Android, " +
            "OpenBSD, Solaris, illumos and AIX do not allow it.",
    },
    {
        name: "libc",
        kind: "choice",
        choices: choices.libc,
        default: "glibc",
        absent: undefined,
        description: "Which C library Linux programs with C in them are built with. `musl` is small and made to be linked in: the one " +
            "file then runs on any Linux system, Alpine's too, and looks up names and users by itself. It is for programs in " +
            "C; C++ needs `glibc`.",
    },
    {
        name: "glibc",
        kind: "text",
        default: undefined,
        absent: "that of the distribution that builds",
        description: "The oldest glibc that dynamic Linux programs must run with. Example: `2.31`, for Debian 11, Ubuntu 20.04 and all " +
            "later systems. They are then built with an older release of the same distribution, and each binary is checked: " +
            "if it asks for anything newer, its target fails.",
    },
    {
        name: "libraries",
        kind: "list",
        default: "auto",
        absent: undefined,
        description: "The C libraries that your program is linked with. `auto` finds out which of the distribution's packages hold what " +
            "the program asks for (`#cgo pkg-config: libusb-1.0`, `#cgo LDFLAGS: -lpcap`) and brings them for each target. " +
            "Names of packages (`libcurl4-openssl-dev`) are brought too, and settle which of several is meant; " +
            "`linux/arm64: libfoo-dev` on a line of its own is for that target. `off` brings none but those that are named.",
    },
    {
        name: "package",
        kind: "list",
        default: ".",
        absent: undefined,
        description: "The program to build: the directory of its `main` package, such as `./cmd/server`. Several may be given, " +
            "separated by commas, spaces or line breaks, and patterns such as `./cmd/...` for all programs below `cmd`.",
    },
    {
        name: "working-directory",
        kind: "text",
        default: ".",
        absent: undefined,
        description: "The directory of your Go module, where its `go.mod` is. Example: `backend`.",
    },
    {
        name: "name",
        kind: "text",
        default: undefined,
        absent: "last element of the import path",
        description: "How the files' names begin: `hello` gives `hello_linux_arm64` and `hello_windows_amd64.exe`. Left out, it is " +
            "the last element of the program's import path: `server` for `example.com/shop/cmd/server`.",
    },
    {
        name: "out-dir",
        kind: "text",
        default: "dist",
        absent: undefined,
        description: "The directory for the binaries, archives and checksums, within `working-directory` unless it begins with `/`; it " +
            "is made if it is not there. Example: `build/release`.",
    },
    {
        name: "tags",
        kind: "list",
        default: undefined,
        absent: "none",
        description: "Build tags, as for `go build -tags`, separated by commas, spaces or line breaks. Example: `sqlite_fts5, netgo`.",
    },
    {
        name: "ldflags",
        kind: "words",
        default: undefined,
        absent: "none",
        description: "Options for Go's linker, as for `go build -ldflags`. Example: `-s -w -X main.version=1.2.3`. A word with spaces " +
            "in it is put in quotes: `-X 'main.title=My program'`.",
    },
    {
        name: "gcflags",
        kind: "words",
        default: undefined,
        absent: "none",
        description: "Options for Go's compiler, as for `go build -gcflags`. Example, for use with a debugger: `all=-N -l`.",
    },
    {
        name: "buildmode",
        kind: "choice",
        choices: choices.buildmode,
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
        default: undefined,
        absent: "none",
        description: "More options for `go build`. Example: `-mod=vendor -buildvcs=false`. Options that have an input of their own (`tags`, " +
            "`ldflags` and so on) and options that start other programs (`-toolexec`) are refused.",
    },
    {
        name: "cgo-cflags",
        kind: "words",
        default: undefined,
        absent: "none",
        description: "Options for the C compiler, added to Go's own (`-g -O2`). Example: `-DSQLITE_ENABLE_FTS5 -O3`. Options that " +
            "make a compiler load or start other programs (`-fplugin`, `-B`, `@file`) are refused.",
    },
    {
        name: "cgo-cxxflags",
        kind: "words",
        default: undefined,
        absent: "none",
        description: "Options for the C++ compiler, added to Go's own (`-g -O2`). Example: `-std=c++20`.",
    },
    {
        name: "cgo-ldflags",
        kind: "words",
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
        choices: choices.exportEnv,
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
        default: undefined,
        absent: "none",
        description: "What `run` writes after the program's name. Example: `--version`. Needs `run: true`.",
    },
    {
        name: "artifacts",
        kind: "choice",
        choices: choices.artifacts,
        default: "each",
        absent: undefined,
        description: "How the files are attached to the workflow run, for download and for later jobs: one artifact for `each` " +
            "target, `one` for all targets together, or `off`. On a terminal an artifact is a directory.",
    },
    {
        name: "artifact-name",
        kind: "text",
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
        default: undefined,
        absent: "the repository's setting",
        description: "For how many days GitHub keeps the artifacts, from 1 to 90. Example: `7`.",
    },
    {
        name: "archive",
        kind: "choice",
        choices: choices.archive,
        default: "auto",
        absent: undefined,
        description: "`auto` packs each target's files into a `tar.gz` (a `zip` for Windows), so that they can still be executed " +
            "after a download; `none` leaves them as they are.",
    },
    {
        name: "cache",
        kind: "choice",
        choices: choices.cache,
        default: "auto",
        absent: undefined,
        description: "Whether the compilers, and what Go built and fetched, are kept in GitHub's cache for the next workflow run: `on` " +
            "or `off`. `auto` is `on`, except for tags, releases and the events `pull_request_target` and `workflow_run`, so " +
            "that nothing that another run has put into the cache can get into a release; and it leaves what Go built and " +
            "fetched to actions/setup-go where that brought Go.",
    },
    {
        name: "jobs",
        kind: "number",
        least: 1,
        most: 256,
        default: undefined,
        absent: "as many as the CPUs and the memory allow",
        description: "How many targets are built at the same time, at most. Example: `1`, to leave the machine to others.",
    },
    {
        name: "dry-run",
        kind: "boolean",
        default: "false",
        absent: undefined,
        description: "`true` prints what would be done, as JSON, and stops: nothing is downloaded and nothing is built.",
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
        description: 'The targets that were asked for, globs filled in, as a JSON list. Example: `["linux/amd64"]`.',
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
const byName = new Map(inputDefinitions.map((definition) => [definition.name, definition]));
/** The definition of an input; undefined where there is no input of this name. */
function inputDefinition(name) {
    return byName.get(name);
}

;// CONCATENATED MODULE: ./build/inputs/wording.js
/** How problems are put into words: what the user wrote is quoted so that it can neither hide nor disturb anything. */
/** Characters that show nothing, or change how the text around them is shown. */
const invisible = /[\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const longest = 80;
/** What the user wrote, in quotes, on one line, not too long, with everything invisible spelled out. */
function quote(text) {
    const characters = [...text];
    const shown = characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
    return JSON.stringify(shown).replaceAll(invisible, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
/** `a`, `a or b`, `a, b or c`. */
function either(words) {
    return listed(words, "or");
}
/** `a`, `a and b`, `a, b and c`. */
function both(words) {
    return listed(words, "and");
}
function listed(words, last) {
    if (words.length < 2) {
        return words.join("");
    }
    return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
/**
 * The candidate that the word was most likely meant to be: the one with the fewest changes of one letter (added, left
 * out, changed, or swapped with its neighbour), the first of several. Undefined where even that one is too far away to be
 * a slip: more than a third of the word.
 */
function nearest(text, candidates) {
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
/** What an artifact's name must not hold, for people. */
const forbiddenNames = '" < > | * ? : \\ / and line breaks';
/** The rest of a sentence that begins with a name that no artifact can have; undefined where the name is fine. */
function describeForbidden(name) {
    const found = forbidden.exec(name)?.[0];
    return found === undefined ? undefined : `holds ${quote(found)}, but no artifact's name may hold ${forbiddenNames}`;
}
/** Every problem of an `artifact-name` template, a sentence each. */
function artifactTemplateProblems(template) {
    const given = `artifact-name: ${quote(template)}`;
    const known = both(artifactPlaceholders.map((name) => `{${name}}`));
    const placeholders = artifactPlaceholders;
    const problems = [];
    for (const [text, name = ""] of template.matchAll(/\{([^{}]*)\}/g)) {
        if (!placeholders.includes(name)) {
            problems.push(`${given} has ${quote(text)} in it, which stands for nothing; the names in braces are ${known}.`);
        }
    }
    if (/[{}]/.test(template.replaceAll(/\{[^{}]*\}/g, ""))) {
        problems.push(`${given} has a brace without its partner; write braces only around ${known}.`);
    }
    const fault = describeForbidden(template);
    if (fault !== undefined) {
        problems.push(`${given} ${fault}; take it out, and write {target} or {os}_{arch} for a target.`);
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

;// CONCATENATED MODULE: ./build/inputs/checks.js


/**
 * Systems where every program goes through the system's own libraries, even one of Go alone, so that none is static.
 * Seen in binaries that Go 1.26 builds without cgo: each names the system's loader or its libraries.
 */
const neverStatic = new Set(["aix", "android", "darwin", "illumos", "ios", "openbsd", "solaris"]);
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
        ? ["glibc: a program built with `libc: musl` needs no glibc at all; leave one of the two out."]
        : [];
}
function checkStatic(inputs) {
    const impossible = inputs.targets.filter((target) => neverStatic.has(target.os)).map(targetName);
    if (!inputs.static || impossible.length === 0) {
        return [];
    }
    return [
        `static: "true" cannot be had for ${both(impossible)}, where every program uses the system's own libraries; ` +
            "build these without `static`, in a step of their own.",
    ];
}
function checkExport(inputs) {
    if (inputs.exportEnv !== "true" || inputs.targets.length === 1) {
        return [];
    }
    return [
        `export-env: "true" sets CC, GOOS and GOARCH for one target, but \`targets\` has ${inputs.targets.length}; ` +
            'name one target, or write "auto" for variables such as CC_linux_arm64.',
    ];
}
function checkRunArgs(inputs) {
    if (inputs.run || inputs.runArgs.length === 0) {
        return [];
    }
    return [
        `run-args: ${quote(inputs.runArgs.join(" "))} is for programs that are run; write \`run: true\` or leave it out.`,
    ];
}
function checkRun(inputs) {
    if (!inputs.run) {
        return [];
    }
    if (!inputs.build) {
        return ['run: "true" has nothing to run with `build: false`; leave one of them out.'];
    }
    if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
        return [`run: "true" cannot run a library, which \`buildmode: ${inputs.buildmode}\` gives; leave one of them out.`];
    }
    return [];
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
 * The targets that a pattern adds, in the order of the platforms; none where it fits nothing or cannot be read. Two parts
 * give platforms without a variant. In a third part `*` matches no hyphen, so that `linux/arm/*` gives v5, v6 and v7 but
 * not v7-softfloat, which only someone who names it wants.
 */
function targetsAdded(text, platforms) {
    const pattern = readPattern(text);
    if (pattern === undefined) {
        return [];
    }
    return platforms
        .filter((platform) => fits(pattern.os, platform.os) && fits(pattern.arch, platform.arch))
        .flatMap(({ os, arch }) => variantsAdded(pattern.variant, arch).map((variant) => ({ os, arch, variant })));
}
function variantsAdded(pattern, arch) {
    if (pattern === undefined) {
        return [undefined];
    }
    const family = variantFamily(arch);
    if (family === undefined) {
        return [];
    }
    const found = family.variants.filter((variant) => fits(pattern, variant, "[^-]*"));
    if (!pattern.includes("*")) {
        return found;
    }
    // Of two spellings of one variant (`v8` and `v8.0`) a glob means the later.
    return found.filter((variant, at) => found.slice(at + 1).every((later) => family.toGo(later) !== family.toGo(variant)));
}
/** Whether a pattern takes the target away: two parts take every variant, a third part takes only variants that fit it. */
function takesAway(text, target) {
    const pattern = readPattern(text);
    return (pattern !== undefined &&
        fits(pattern.os, target.os) &&
        fits(pattern.arch, target.arch) &&
        (pattern.variant === undefined || (target.variant !== undefined && fits(pattern.variant, target.variant))));
}
/** Whether any target of these platforms could be taken away by the pattern; if none could, the pattern is a slip. */
function couldTakeAway(text, platforms) {
    return platforms.some(({ os, arch }) => [undefined, ...(variantFamily(arch)?.variants ?? [])].some((variant) => takesAway(text, { os, arch, variant })));
}
function fits(part, name, star = ".*") {
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
                if (!couldTakeAway(targets, platforms)) {
                    problems.push(`${quote(word)} is no target; write one before the colon, such as linux/arm64: libpcap-dev.`);
                }
            }
            else if (word !== "" && !packageName.test(word)) {
                problems.push(`${quote(word)} is no package name; write names of -dev packages, such as libpcap-dev, or "auto" or "off".`);
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
        .filter(({ targets }) => targets === undefined || takesAway(targets, target))
        .flatMap((part) => part.words);
    return {
        auto: !words.includes("off"),
        packages: [...new Set(words)].filter((word) => word !== "auto" && word !== "off"),
    };
}

;// CONCATENATED MODULE: ./build/inputs/words.js
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
                return { words: [], problem: `a ${quote} begins a quoted word and no ${quote} ends it` };
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
    /** The text of an input without the space around it, or its default; empty where there is neither. */
    text(name) {
        const definition = inputDefinition(name);
        const fallback = definition?.default ?? "";
        const given = Object.hasOwn(this.#raw, name) ? this.#raw[name]?.trim() : undefined;
        if (given === undefined || definition === undefined) {
            return fallback;
        }
        if (given === "" && fallback !== "") {
            this.reject(name, `the text is empty; ${allowedValues(definition)}, or leave the input out for ${quote(fallback)}.`);
            return fallback;
        }
        const control = controlCharacter(definition).exec(given)?.[0];
        if (control !== undefined) {
            this.reject(name, `${quote(given)} has the character ${quote(control)} in it, which cannot be used; take it out.`);
            return fallback;
        }
        return given;
    }
    boolean(name) {
        return this.booleanOr(name) !== false;
    }
    /** True, false, or one of the further words of the definition. */
    booleanOr(name) {
        const definition = inputDefinition(name);
        const text = this.text(name);
        const lower = text.toLowerCase();
        if (lower === "true" || lower === "false") {
            return lower === "true";
        }
        if (definition?.kind === "boolean" && definition.also?.includes(lower) === true) {
            return lower;
        }
        // Once, however often it is read.
        if (!this.unreadable.has(name)) {
            this.rejectValue(name, text);
        }
        return definition?.default === "true";
    }
    /** One of `allowed`, the first of which is the default. */
    choice(name, allowed) {
        const text = this.text(name);
        const lower = text.toLowerCase();
        // YAML has two ways to write a switch, and some tools turn the one into the other.
        const other = lower === "true" ? "on" : lower === "false" ? "off" : undefined;
        const found = allowed.find((choice) => choice === lower) ?? allowed.find((choice) => choice === other);
        if (found === undefined) {
            this.rejectValue(name, text);
        }
        return found ?? allowed[0];
    }
    number(name) {
        const definition = inputDefinition(name);
        const text = this.text(name);
        if (text === "" || definition?.kind !== "number") {
            return undefined;
        }
        const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
        if (number >= definition.least && number <= definition.most) {
            return number;
        }
        this.rejectValue(name, text);
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
            this.reject(name, `in ${quote(text)} ${problem}; end it with the same quote.`);
        }
        return words;
    }
    rejectValue(name, text) {
        const definition = inputDefinition(name);
        if (definition !== undefined) {
            const otherwise = definition.default === undefined ? definition.absent : quote(definition.default);
            this.reject(name, `${quote(text)} cannot be read; ${allowedValues(definition)}, or leave the input out for ${otherwise}.`);
        }
    }
}
/** What to write, for people. */
function allowedValues(definition) {
    switch (definition.kind) {
        case "boolean":
            return `write ${either(["true", "false", ...(definition.also ?? [])].map(quote))}`;
        case "choice":
            return `write ${either(definition.choices.map(quote))}`;
        case "number":
            return `write a whole number from ${definition.least} to ${definition.most}`;
        case "list":
        case "words":
            return "write one word or more";
        case "text":
            return "write one";
    }
}
/** Line breaks and tabs separate words; nothing else of their kind has a place in an input. */
function controlCharacter(definition) {
    return definition.kind === "words" || definition.kind === "list"
        ? // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
            /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
        : // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
            /[\u0000-\u001f\u007f-\u009f]/;
}

;// CONCATENATED MODULE: ./build/inputs/refusals.js

const leaveOut = "leave it out";
const startsProgram = ["it makes the build start another program", leaveOut];
const replacesFiles = ["it builds something else than the files that are there", leaveOut];
const writesFile = ["it writes a file outside of the output directory", leaveOut];
const setByUs = ["where the output goes is decided by this action", "use the inputs `name` and `out-dir`"];
const gccgo = ["only Go's own compiler is supported", leaveOut];
function hasInput(input) {
    return ["there is an input for it", `use the input \`${input}\``];
}
/** Flags of Go's tools, by name without hyphens. Sources: `go help build`, `go tool link -h`, `go tool compile -h`. */
const goFlags = {
    "go build": new Map([
        ["toolexec", startsProgram],
        ["exec", startsProgram],
        ["overlay", replacesFiles],
        ["compiler", gccgo],
        ["gccgoflags", gccgo],
        ["pkgdir", ["it installs packages into a directory of its own", leaveOut]],
        ["debug-actiongraph", writesFile],
        ["debug-runtime-trace", writesFile],
        ["debug-trace", writesFile],
        ["n", ["it only prints commands and builds nothing", "use the input `dry-run`"]],
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
const loadsCode = ["it makes the compiler load or start other programs", leaveOut];
const choosesPrograms = ["it chooses the programs that the compiler starts", leaveOut];
const readsWords = ["it reads more options from a file, where they cannot be checked", "write the options out"];
const setOutput = ["where the output goes is decided by Go", leaveOut];
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
        ["to the compiler it is a directory to take programs from", "put `-Wl,` before it, as in `-Wl,-Bstatic`"],
    ],
    [/^(-B|--prefix)/, choosesPrograms],
    [/^--?(ld-path|gcc-toolchain|gcc-install-dir|config)/, choosesPrograms],
    [/^-ccc-/, choosesPrograms],
    [/^-fuse-ld=.*[/\\]/, ["it names a linker by its path", "name one of the toolchain's, as in `-fuse-ld=bfd`"]],
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
function refusalsOf(tool, words) {
    return tool === "C compiler" ? compilerRefusals(words) : words.flatMap((_, at) => goRefusals(tool, words, at));
}
/** A word read as a flag of a Go tool: `-name`, `--name`, `-name=value`. */
function readGoFlag(word) {
    const match = /^--?([^-=][^=]*)(?:=([\s\S]*))?$/.exec(word);
    return match?.[1] === undefined ? undefined : { name: match[1], value: match[2] };
}
function goRefusals(tool, words, at) {
    const word = words[at] ?? "";
    const flag = readGoFlag(word);
    if (flag === undefined) {
        return [];
    }
    const reason = goFlags[tool].get(flag.name);
    if (reason !== undefined) {
        return [refusal(word, reason)];
    }
    const nested = flag.value ?? words[at + 1] ?? "";
    if (tool === "go link" && flag.name === "extldflags") {
        return nestedRefusals("C compiler", nested);
    }
    if (tool === "go build" && flag.name === "asmflags") {
        return nestedRefusals("go asm", withoutPackagePattern(nested));
    }
    return [];
}
function nestedRefusals(tool, text) {
    const { words, problem } = splitWords(text);
    if (problem !== undefined) {
        return [{ word: text, why: problem, remedy: "end it with the same quote" }];
    }
    return refusalsOf(tool, words);
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
function compilerRefusals(words) {
    return words.flatMap((word) => {
        const reason = parts(word)
            .map(({ text, options }) => options.find(([pattern]) => pattern.test(text))?.[1])
            .find((found) => found !== undefined);
        return reason === undefined ? [] : [refusal(word, reason)];
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
function refusal(word, [why, remedy]) {
    return { word, why, remedy };
}

;// CONCATENATED MODULE: ./build/targets/platforms.js
/**
 * The platforms of Go 1.26, as `go tool dist list -json` prints them. They only serve to name the nearest known target
 * where there is no Go to ask: wherever the user's Go answers, its own list is used instead.
 */
const withCgo = [
    ["aix", "ppc64"],
    ["android", "386 amd64 arm arm64"],
    ["darwin", "amd64 arm64"],
    ["dragonfly", "amd64"],
    ["freebsd", "386 amd64 arm arm64"],
    ["illumos", "amd64"],
    ["ios", "amd64 arm64"],
    ["linux", "386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64le riscv64 s390x"],
    ["netbsd", "386 amd64 arm arm64"],
    ["openbsd", "386 amd64 arm arm64 riscv64"],
    ["solaris", "amd64"],
    ["windows", "386 amd64 arm64"],
];
const withoutCgo = [
    ["js", "wasm"],
    ["linux", "ppc64"],
    ["openbsd", "ppc64"],
    ["plan9", "386 amd64 arm"],
    ["wasip1", "wasm"],
];
function rows(table, cgoSupported) {
    return table.flatMap(([os, archs]) => archs.split(" ").map((arch) => ({ os, arch, cgoSupported })));
}
/** In the order in which Go lists them. */
const knownPlatforms = [...rows(withCgo, true), ...rows(withoutCgo, false)].sort((a, b) => `${a.os}/${a.arch}` < `${b.os}/${b.arch}` ? -1 : 1);

;// CONCATENATED MODULE: ./build/inputs/unknown-target.js




/** One sentence: what is wrong with the item, what there is, and what was probably meant. */
function describeUnknownTarget(item, platforms) {
    const given = `targets: ${quote(item.text)}`;
    if (/^(softfloat|hardfloat|lse|crypto)$/.test(item.pattern) && item.before !== undefined) {
        return `${given} stands alone, since a comma separates targets; join it with a hyphen: ${quote(`${item.before}-${item.pattern}`)}.`;
    }
    if (/^-+$/.test(item.pattern)) {
        return `${given} is no target; write the targets without the hyphens of a list.`;
    }
    const [os = "", arch = "", variant] = item.pattern.split("/");
    const archs = platforms.filter((platform) => platform.os === os).map((platform) => platform.arch);
    const systems = platforms.filter((platform) => platform.arch === arch).map((platform) => platform.os);
    const again = (pattern) => quote(`${item.takesAway ? "!" : ""}${pattern}`);
    if (variant !== undefined && archs.includes(arch)) {
        return `${given} ${describeUnknownVariant(item.pattern, arch, (form) => again(`${os}/${arch}${form}`))}`;
    }
    if (!item.pattern.includes("*") && targetsAdded(item.pattern, knownPlatforms).length > 0) {
        return `${given} is known to Go 1.26, but not to the Go in use; use a newer Go or leave it out.`;
    }
    if (archs.length > 0 && systems.length > 0) {
        return `${given} is no target of Go: there is ${os} for ${both(archs)}, and ${arch} for ${both(systems)}; write one of these.`;
    }
    const fault = item.pattern.includes("*") ? "fits no target of Go" : "is no target of Go";
    const meant = suggestTarget(item.pattern, platforms);
    const remedy = meant === undefined ? "write os/arch" : `the nearest is ${again(meant)}`;
    if (archs.length > 0) {
        return `${given} ${fault}; ${remedy} (${os} has ${both(archs)}).`;
    }
    const known = meant === undefined ? `the systems are ${both(systemsOf(platforms))}` : "`go tool dist list` prints them all";
    return `${given} ${fault}; ${remedy} (${known}).`;
}
/** The rest of the sentence; `write` gives, in quotes, the target with such an ending. */
function describeUnknownVariant(pattern, arch, write) {
    const variants = variantFamily(arch)?.variants ?? [];
    if (variants.length === 0) {
        return `has a third part, but ${arch} has no variants; write ${write("")}.`;
    }
    const main = variants.filter((variant) => !variant.includes("-"));
    const options = new Set(variants.flatMap((variant) => variant.match(/-.*/) ?? []));
    const also = options.size === 0 ? "" : `, each also with ${either([...options])}`;
    const meant = suggestVariant(pattern.toLowerCase().split("/").slice(2), arch);
    const remedy = meant === undefined ? `write one of these, or ${write("")}` : `the nearest is ${write(`/${meant}`)}`;
    return `is no target of Go, since the variants of ${arch} are ${both(main)}${also}; ${remedy}.`;
}
function systemsOf(platforms) {
    return [...new Set(platforms.map((platform) => platform.os))];
}
/**
 * What other tools call these things: kernels (`uname`), Debian, GNU and LLVM triples, Docker, node, Windows.
 * A name with a slash stands for an architecture and its variant.
 */
const aliases = {
    darwin: ["macos", "macosx", "osx", "mac"],
    windows: ["win", "win32", "win64", "mingw", "mingw32", "mingw64"],
    wasip1: ["wasi", "wasip2"],
    amd64: ["x64", "amd64p32", "em64t"],
    "386": ["i386", "i486", "i586", "i686", "x86", "ia32", "x32"],
    arm64: ["aarch64", "armv8", "armv8l", "arm64v8", "arm64e"],
    arm: ["arm32"],
    "arm/v7": ["armhf", "armv7", "armv7l", "armv7a", "armv7hf", "arm7", "arm32v7"],
    "arm/v6": ["armv6", "armv6l", "armv6hf", "arm6", "arm32v6"],
    "arm/v5": ["armel", "armv5", "armv5l", "armv5te", "armv5tel", "arm5", "arm32v5"],
    v7: ["gnueabihf", "musleabihf", "eabihf"],
    v5: ["gnueabi", "musleabi", "eabi"],
    ppc64le: ["ppc64el", "powerpc64le"],
    ppc64: ["powerpc64", "powerpc"],
    mips64le: ["mips64el"],
    mipsle: ["mipsel"],
    loong64: ["loongarch64", "loongarch", "loong"],
    riscv64: ["riscv", "rv64", "rv64gc", "riscv64gc"],
    s390x: ["s390", "systemz"],
    wasm: ["wasm32", "wasm64"],
};
const goNames = new Map(Object.entries(aliases).flatMap(([name, others]) => others.map((other) => [other, name])));
/** Parts of triples that say nothing about the target. */
const noise = new Set(["unknown", "pc", "gnu", "gnuabi64", "musl", "msvc", "none", "apple", "w64", "gnullvm"]);
/** The pattern that was probably meant; undefined where nothing comes near. */
function suggestTarget(text, platforms) {
    const pattern = text.replace(/^all\//i, "*/");
    const meant = pattern.includes("*") ? suggestGlob(pattern, platforms) : suggestOne(pattern, platforms);
    return meant !== undefined && targetsAdded(meant, platforms).length > 0 ? meant : undefined;
}
function suggestGlob(text, platforms) {
    if (/^\*+$/.test(text)) {
        return "all";
    }
    const archs = platforms.map((platform) => platform.arch);
    const candidates = [systemsOf(platforms), archs];
    const parts = text.toLowerCase().split("/");
    return parts
        .map((part, at) => (part.includes("*") ? part : (goNames.get(part) ?? nearest(part, candidates[at] ?? []) ?? part)))
        .join("/");
}
/** Takes the text for a target under foreign names, in any order and with any separators, as triples have them. */
function suggestOne(text, platforms) {
    const names = text
        .toLowerCase()
        .replaceAll(/x86[_-]64/g, "amd64")
        .split(/[^a-z0-9.]+/)
        .flatMap((name) => (goNames.get(name) ?? name).split("/"))
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
    return names.map((name) => nearest(name, candidates)).find((found) => found !== undefined);
}
function suggestVariant(names, arch) {
    const variants = variantFamily(arch)?.variants ?? [];
    const written = names.join("-");
    return [written, `v${written}`, ...names, ...names.map((name) => `v${name}`)].find((name) => variants.includes(name));
}

;// CONCATENATED MODULE: ./build/inputs/targets.js




/**
 * Reads the `targets` input against the platforms that can be built for. Items are separated by commas, spaces or line
 * breaks, `#` begins a comment, and items are applied from left to right: `os/arch` and `os/arch/variant` add a target,
 * patterns with `*` and `all` add what fits them, and a leading `!` takes away what the items before it gave.
 *
 * Never throws: what cannot be read is told in `problems` and left out of `targets`.
 */
function parseTargets(text, platforms) {
    const items = readItems(text);
    const chosen = new Map();
    const problems = [];
    const idle = [];
    for (const [index, item] of items.entries()) {
        const known = item.takesAway ? couldTakeAway(item.pattern, platforms) : addTargets(chosen, item, platforms);
        if (!known) {
            problems.push(describeUnknownTarget({ ...item, before: items[index - 1]?.text }, platforms));
        }
        else if (item.takesAway && !removeTargets(chosen, item)) {
            idle.push(item);
        }
    }
    const targets = [...chosen.values()];
    for (const item of idle.filter(({ pattern }) => targets.some((target) => takesAway(pattern, target)))) {
        problems.push(`targets: ${quote(item.text)} takes nothing away where it stands; write it after what it is to take from.`);
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
        .map((item) => ({ text: item, takesAway: item.startsWith("!"), pattern: item.replace(/^!/, "") })));
}
/** Whether there was anything to add. */
function addTargets(chosen, item, platforms) {
    const added = targetsAdded(item.pattern, platforms);
    for (const target of added) {
        chosen.set(targetName(target), target);
    }
    return added.length > 0;
}
/** Whether anything was taken away. */
function removeTargets(chosen, item) {
    const taken = [...chosen].filter(([, target]) => takesAway(item.pattern, target));
    for (const [name] of taken) {
        chosen.delete(name);
    }
    return taken.length > 0;
}
function describeNothingLeft(items) {
    const last = quote(items.at(-1)?.text ?? "");
    if (items.length === 0) {
        return 'targets: no target is named; write at least one, such as "linux/arm64", or "all".';
    }
    if (items.every((item) => item.takesAway)) {
        return `targets: ${last} takes away, and nothing is there to take from; begin with what to build, such as "all".`;
    }
    return `targets: nothing is left after ${last}; take less away or name more targets.`;
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
    const inputs = {
        targets: readTargets(read, platforms),
        cgo: read.choice("cgo", choices.cgo),
        compiler: read.choice("compiler", choices.compiler),
        static: read.booleanOr("static") !== false,
        allowNss: read.booleanOr("static") === "allow-nss",
        libc: read.choice("libc", choices.libc),
        glibc: readGlibc(read),
        libraries: readLibrariesInput(read, platforms),
        packages: readPackages(read),
        workingDirectory: read.text("working-directory"),
        name: readName(read),
        outDir: read.text("out-dir"),
        tags: readTags(read),
        ldflags: readToolFlags(read, "ldflags", "go link"),
        gcflags: readToolFlags(read, "gcflags", "go compile"),
        buildmode: read.choice("buildmode", choices.buildmode),
        trimpath: read.boolean("trimpath"),
        goFlags: readGoFlags(read),
        cgoCflags: readCompilerFlags(read, "cgo-cflags"),
        cgoCxxflags: readCompilerFlags(read, "cgo-cxxflags"),
        cgoLdflags: readCompilerFlags(read, "cgo-ldflags"),
        build: read.boolean("build"),
        exportEnv: read.choice("export-env", choices.exportEnv),
        run: read.boolean("run"),
        runArgs: read.words("run-args"),
        artifacts: read.choice("artifacts", choices.artifacts),
        artifactName: readArtifactName(read),
        retentionDays: read.number("retention-days"),
        archive: read.choice("archive", choices.archive),
        cache: read.choice("cache", choices.cache),
        jobs: read.number("jobs"),
        dryRun: read.boolean("dry-run"),
    };
    return {
        inputs,
        problems: [...unknownNames(raw), ...read.problems, ...crossProblems(inputs, read.unreadable)],
    };
}
function unknownNames(raw) {
    const names = inputDefinitions.map((definition) => definition.name);
    return Object.keys(raw)
        .filter((name) => inputDefinition(name) === undefined)
        .map((name) => {
        const meant = nearest(name.toLowerCase().replaceAll("_", "-"), names);
        return `${quote(name)} is no input; ${meant === undefined ? `the inputs are ${names.join(", ")}` : `the nearest is "${meant}"`}.`;
    });
}
function readTargets(read, platforms) {
    const { targets, problems } = parseTargets(read.text("targets"), platforms);
    read.problems.push(...problems);
    if (targets.length > 0) {
        return targets;
    }
    read.unreadable.add("targets");
    return parseTargets(inputDefinition("targets")?.default ?? "", platforms).targets;
}
function readGlibc(read) {
    const text = read.text("glibc");
    if (text === "" || /^2\.[0-9]{1,2}$/.test(text)) {
        return text === "" ? undefined : text;
    }
    read.reject("glibc", `${quote(text)} is no version of glibc; write one such as 2.31.`);
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
        read.reject("package", `${quote(flag)} is an option, not a package; write it in the input \`go-flags\`.`);
    }
    const kept = packages.filter((word) => !flags.includes(word));
    if (kept.length === 0 && flags.length === 0) {
        read.reject("package", 'no package is named; write at least one, such as "./cmd/server", or leave the input out for ".".');
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
        read.reject("name", `${quote(name)} is a path; write a plain file name here, and the directory in \`out-dir\`.`);
    }
    else if (name === "." || name === "..") {
        read.reject("name", `${quote(name)} is a directory; write a plain file name, such as "hello".`);
    }
    else if (name.startsWith("-")) {
        read.reject("name", `${quote(name)} begins with a hyphen and would be taken for an option; write another first letter.`);
    }
    else if (fault !== undefined) {
        read.reject("name", `${quote(name)} ${fault}; take it out.`);
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
        read.reject("tags", `${quote(tag)} is no build tag; write letters, digits, "_" and "." only.`);
    }
    return tags.filter((tag) => !wrong.includes(tag));
}
function rejectRefused(read, name, refused) {
    const sentences = refused.map(({ word, why, remedy }) => `${quote(word)} is refused, since ${why}; ${remedy}.`);
    for (const sentence of new Set(sentences)) {
        read.reject(name, sentence);
    }
}
/** The text for -ldflags or -gcflags. Source of what is an error: PerPackageFlag in Go's cmd/go/internal/load/flag.go. */
function readToolFlags(read, name, tool) {
    const text = read.text(name);
    if (text === "") {
        return "";
    }
    if (/^['"]/.test(text)) {
        read.reject(name, `${quote(text)} begins with a quote; write the options without quotes around them all, as in -s -w.`);
        return "";
    }
    if (/^(=|[^-][^=]*$)/.test(text)) {
        read.reject(name, `${quote(text)} begins with no option; write options such as -s, or options for some packages: all=-s.`);
        return "";
    }
    const { words, problem } = splitWords(withoutPackagePattern(text));
    if (problem !== undefined) {
        read.reject(name, `in ${quote(text)} ${problem}; end it with the same quote.`);
        return "";
    }
    const refused = refusalsOf(tool, words);
    rejectRefused(read, name, refused);
    return refused.length > 0 ? "" : text;
}
/** Flags of `go build` that take the next word where they have no `=`. Source: `go help build`. */
const withValue = new Set(("C asmflags buildmode compiler covermode coverpkg debug-actiongraph debug-runtime-trace debug-trace exec gccgoflags " +
    "gcflags installsuffix ldflags mod modfile o overlay p pgo pkgdir tags toolexec").split(" "));
/** The flags one by one, each with its value joined to it: a lone word would look like a package to anyone who sorts them. */
function readGoFlags(read) {
    const words = read.words("go-flags");
    const flags = [];
    for (let at = 0; at < words.length; at++) {
        const word = words[at] ?? "";
        const flag = readGoFlag(word);
        if (flag === undefined) {
            read.reject("go-flags", `${quote(word)} is no option, and go would take it for a package; write packages in \`package\`, and values as -option=value.`);
        }
        else if (withValue.has(flag.name) && flag.value === undefined) {
            at++;
            if (at === words.length) {
                read.reject("go-flags", `${quote(word)} lacks its value; write it as ${word}=value.`);
            }
            flags.push(`${word}=${words[at]}`);
        }
        else {
            flags.push(word);
        }
    }
    rejectRefused(read, "go-flags", refusalsOf("go build", words));
    return read.unreadable.has("go-flags") ? [] : flags;
}
function readCompilerFlags(read, name) {
    const words = read.words(name);
    // These end in environment variables, which later steps get too: no value of those may hold a line break.
    for (const word of words.filter((one) => /[\r\n]/.test(one))) {
        read.reject(name, `${quote(word)} has a line break in it; end the quotes before it.`);
    }
    rejectRefused(read, name, refusalsOf("C compiler", words));
    return read.unreadable.has(name) ? [] : words;
}
function readArtifactName(read) {
    const template = read.text("artifact-name");
    if (template === "") {
        return undefined;
    }
    const problems = artifactTemplateProblems(template);
    if (problems.length === 0) {
        return template;
    }
    read.problems.push(...problems);
    read.unreadable.add("artifact-name");
    return undefined;
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./build/build/ahead.js

/**
 * Compiles, into Go's build cache, what needs no C compiler, while the C compiler is still on its way: the build that
 * follows then finds it there. Go keys its cache by compiler for packages with C files alone, so what is compiled here
 * under the same flags and variables is what that build would compile. Never throws: what goes wrong here, the build
 * meets again and tells.
 */
async function buildAhead(host, { plan, target }) {
    // With -a the build would compile it all again.
    if (target.ahead.length === 0 || target.flags.some((flag) => /^--?a(=|$)/.test(flag))) {
        return;
    }
    // Not `go build`, which takes main packages alone where the build mode is one of C's.
    const list = ["list", "-e", "-export", "-f={{.ImportPath}}"];
    await host.processes
        .run({
        file: plan.go.file,
        args: [...list, ...parallelFlags(plan, target), ...target.flags, "--", ...target.ahead],
        directory: plan.module.directory,
        environment: { ...goBuildEnvironment(host, plan, target), CGO_ENABLED: "1", ...target.cgoFlags },
    })
        .catch(() => undefined);
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
            return { kind: "failed", message: describeFailure(build, done), log };
        }
        binaries.push({ build, file, header: await findHeader(build, question.into) });
    }
    return { kind: "built", binaries, log };
}
async function findHeader({ header }, directory) {
    const file = header === undefined ? undefined : (0,external_node_path_.join)(directory, header);
    return file === undefined
        ? undefined
        : (0,promises_.access)(file).then(() => file, () => undefined);
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
function describeFailure(build, done) {
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

;// CONCATENATED MODULE: ./build/prove/nss.js
/** The functions that glibc's libc.a marks so. Source: its .gnu.warning sections, Debian 11 and 12. */
const nssSymbols = /^((get|set|end)(alias|gr|host|net|proto|pw|rpc|serv|sg|sp)ent(_r)?|getaddrinfo|getaliasbyname(_r)?|get(grgid|grnam|pwnam|pwuid|sgnam|spnam)(_r)?|getgrouplist|gethostby(addr|name2?)(_r)?|getnetby(addr|name)(_r)?|get(proto|rpc)byn(ame|umber)(_r)?|getservby(name|port)(_r)?|initgroups|dlopen|dlmopen)$/;
/** Finds such calls in what a linker has printed: GNU ld's warnings, or lld's table of --why-extract (see plan/flags.ts). */
function findNssUse(log) {
    const found = new Map();
    let place = "";
    for (const line of log) {
        const [, object, caller] = /(?:^|\s)(\S+): in function [`'‘]([^'’]+)['’]:/.exec(line) ?? [];
        if (object !== undefined && caller !== undefined) {
            place = describePlace(object, caller);
        }
        const warned = /^(.*?)(?:\(\.text[^)]*\): )?warning: Using '([^']+)' in statically linked applications/.exec(line);
        const symbol = warned?.[2];
        if (symbol !== undefined && !found.has(symbol)) {
            found.set(symbol, { symbol, origin: place === "" ? (warned?.[1] ?? "").trim() : place });
        }
        const extracted = readExtraction(line);
        if (extracted !== undefined && nssSymbols.test(extracted.symbol) && !found.has(extracted.symbol)) {
            found.set(extracted.symbol, { symbol: extracted.symbol, origin: describePlace(extracted.reference, "") });
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
/** What cgo makes of a call is named after it; a linker's own numbers of Go's objects tell nobody anything. */
function describePlace(object, caller) {
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

;// CONCATENATED MODULE: ./build/prove/windows-dlls.js
/**
 * DLLs that are part of every Windows since 10 (and its servers since 2016), without their ending: a program that imports
 * only these runs alone. Source: the import libraries of mingw-w64 and the Windows SDK, less what is installed by something
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
/** Libraries of the C and C++ compilers (GCC's and LLVM's mingw): no Windows has them. */
const compilerRuntimes = /^(libwinpthread|libgcc_s|libstdc\+\+|libgomp|libatomic|libssp|libquadmath|libgfortran|libc\+\+|libunwind|libomp)([-_.]|$)/;
/** Whether every Windows has this DLL. Names are compared as Windows does, without regard to case. */
function isWindowsSystemDll(name) {
    const stem = name.toLowerCase().replace(/\.dll$/, "");
    return systemDlls.has(stem) || apiSet.test(stem);
}
/** Whether this DLL belongs to the compiler's own runtime, such as `libwinpthread-1.dll`. */
function isCompilerRuntimeDll(name) {
    return compilerRuntimes.test(name.toLowerCase());
}

;// CONCATENATED MODULE: ./build/prove/check.js

/**
 * Holds a binary against its target. Returns what is wrong with it, one clause each, without subject or full stop, so
 * that the file's name can stand in front: `is for linux/amd64 (EM_X86_64), not linux/arm64`. Empty where all is right.
 */
function checkBinary(facts, expected) {
    const wrongFile = checkFormat(facts, expected);
    if (wrongFile.length > 0) {
        return wrongFile;
    }
    const wrongPlatform = checkPlatform(facts, expected);
    const checks = [
        checkKind,
        checkArm,
        checkMips,
        checkInterpreter,
        checkElfStatic,
        checkDlls,
        checkGo,
    ];
    return [...wrongPlatform, ...checks.flatMap((check) => check(facts, expected, wrongPlatform.length === 0))];
}
/** Systems whose programs are not ELF files. */
const formats = {
    aix: "xcoff",
    darwin: "macho",
    ios: "macho",
    js: "wasm",
    plan9: "plan9",
    wasip1: "wasm",
    windows: "pe",
};
const formatNames = {
    elf: "an ELF file",
    pe: "a PE file",
    macho: "a Mach-O file",
    wasm: "a WebAssembly module",
    xcoff: "an XCOFF file",
    plan9: "a Plan 9 a.out file",
    archive: "an archive",
    unknown: "no binary of any known format",
};
function checkFormat(facts, expected) {
    const format = expected.kind === "archive" ? "archive" : (formats[expected.os] ?? "elf");
    if (facts.format === format) {
        return [];
    }
    const found = facts.format === "unknown" || facts.format === "archive" ? "" : ` for ${platformName(facts)}`;
    return [`is ${formatNames[facts.format]}${found}, not ${formatNames[format]} for ${expected.os}/${expected.arch}`];
}
/** `linux/amd64 (EM_X86_64)`. */
function platformName({ os, arch, machine }) {
    const shortMachine = machine.replace(/ \([^)]*\)/, "");
    return `${os ?? "an unknown system"}/${arch ?? "an architecture that Go does not have"} (${shortMachine})`;
}
/** Word size in bits and byte order of each of Go's architectures. */
const wordSizes = {
    "386": [32, "little"],
    amd64: [64, "little"],
    arm: [32, "little"],
    arm64: [64, "little"],
    loong64: [64, "little"],
    mips: [32, "big"],
    mipsle: [32, "little"],
    mips64: [64, "big"],
    mips64le: [64, "little"],
    ppc64: [64, "big"],
    ppc64le: [64, "little"],
    riscv64: [64, "little"],
    s390x: [64, "big"],
    sparc64: [64, "big"],
};
function checkPlatform(facts, { os, arch }) {
    if (facts.format === "archive" && facts.os === undefined && facts.arch === undefined) {
        return ["holds no object file that could be read"];
    }
    if (facts.arch !== arch || (facts.os !== undefined && facts.os !== os)) {
        return [`is for ${platformName(facts)}, not ${os}/${arch}`];
    }
    const [bits, byteOrder] = wordSizes[arch] ?? [facts.bits, facts.byteOrder];
    return [
        ...(facts.bits === bits ? [] : [`is a ${facts.bits ?? "?"}-bit file, not the ${bits}-bit one that ${arch} has`]),
        ...(facts.byteOrder === byteOrder
            ? []
            : [`is ${facts.byteOrder ?? "unknown"}-endian, not ${byteOrder}-endian as ${arch} is`]),
    ];
}
const kindNames = {
    executable: "an executable",
    "shared-library": "a shared library",
    object: "an object file, which was never linked",
    archive: "an archive",
    unknown: "neither a program nor a library",
};
function checkKind(facts, { kind }) {
    return facts.kind === kind ? [] : [`is ${kindNames[facts.kind]}, not ${kindNames[kind]}`];
}
/** From the oldest; v6T2 has instructions that the ARM11 processors of v6 (the first Raspberry Pi) lack. */
const armLevels = ["v4", "v5", "v6", "v6t2", "v7", "v8", "v9"];
/**
 * GOARM against what the C compiler left behind. A pure Go binary carries no ARM facts but e_flags, and passes.
 * Source: `go help environment`: GOARM 5 is soft-float, 6 and 7 hard-float unless `,softfloat` is said.
 */
function checkArm({ arm, ...facts }, { levels, cgo, static: alone }) {
    const setting = levels["GOARM"];
    if (arm === undefined || setting === undefined) {
        return [];
    }
    const [version = "", float = version === "5" ? "softfloat" : "hardfloat"] = setting.split(",");
    const problems = [];
    if (arm.level !== undefined && armLevels.indexOf(arm.level) > armLevels.indexOf(`v${version}`)) {
        problems.push(`holds code for ARM ${arm.level} (by its build attributes), which an ARM v${version} cannot run`);
    }
    if (arm.floatAbi === "hard" && (version === "5" || float === "softfloat")) {
        problems.push(`has the hard-float ABI, but GOARM=${setting} promises to need no floating-point unit`);
    }
    const dynamic = facts.kind !== "archive" && facts.needed.length > 0;
    if (arm.floatAbi === "soft" && version === "7" && float === "hardfloat" && cgo && dynamic && !alone) {
        problems.push(`is dynamic and has the soft-float ABI, but the libraries of GOARM=${setting} systems are hard-float`);
    }
    return problems;
}
function checkMips({ mipsFloat }, { levels }) {
    const variable = levels["GOMIPS"] === undefined ? "GOMIPS64" : "GOMIPS";
    const setting = levels[variable];
    if (mipsFloat === undefined || setting === undefined || `${mipsFloat}float` === setting) {
        return [];
    }
    return [`has the ${mipsFloat}-float ABI (by its ABI flags), not that of ${variable}=${setting}`];
}
function checkInterpreter(facts, expected) {
    if (facts.format !== "elf" || facts.kind !== "executable" || expected.static) {
        return [];
    }
    const { interpreter, needed } = facts;
    if (interpreter === undefined) {
        return needed.length === 0 ? [] : [`needs ${needed.join(", ")}, but names no interpreter that would load them`];
    }
    if (expected.interpreter === undefined || interpreter === expected.interpreter) {
        return [];
    }
    return [
        `asks for the interpreter ${interpreter}, not ${expected.interpreter}, ` +
            `which is the one that ${expected.os}/${expected.arch} has`,
    ];
}
function checkElfStatic(facts, expected) {
    if (facts.format !== "elf" || !expected.static) {
        return [];
    }
    const signs = [
        ...(facts.interpreter === undefined ? [] : [`asks for the interpreter ${facts.interpreter}`]),
        ...(facts.needed.length === 0 ? [] : [`needs ${facts.needed.join(", ")}`]),
    ];
    return signs.length === 0 ? [] : [`is not static: it ${signs.join(" and ")}`];
}
/** On Windows the C runtime is always linked in; `static` asks that nothing but Windows itself be needed. */
function checkDlls(facts, expected) {
    if (facts.format !== "pe") {
        return [];
    }
    const runtimes = facts.needed.filter(isCompilerRuntimeDll);
    const foreign = facts.needed.filter((name) => !isCompilerRuntimeDll(name) && !isWindowsSystemDll(name));
    return [
        ...(runtimes.length === 0 ? [] : [`needs ${runtimes.join(", ")} of the C compiler, which no Windows has`]),
        ...(foreign.length > 0 && expected.static
            ? [
                `is not static: it needs ${foreign.join(", ")}, which ${foreign.length === 1 ? "is" : "are"} no part of Windows`,
            ]
            : []),
    ];
}
/**
 * Go's own account of the build. Every Go program and shared library has one; an archive's lies where it may not be
 * found, and no reader knows where a wasm module keeps it.
 */
function checkGo(facts, expected, platformAgrees) {
    const { go } = facts;
    if (go === undefined) {
        const may = facts.format === "archive" || facts.format === "wasm";
        return may ? [] : ["holds no Go build info, so nothing tells how it was built"];
    }
    const wanted = {
        // Where the headers disagree already, Go's word on the same adds nothing.
        ...(platformAgrees ? { GOOS: expected.os, GOARCH: expected.arch } : {}),
        CGO_ENABLED: expected.cgo ? "1" : "0",
        ...expected.levels,
    };
    return Object.entries(wanted).flatMap(([name, value]) => {
        const found = go.settings[name];
        const same = found === undefined || canonicalLevel(name, found) === canonicalLevel(name, value);
        return same ? [] : [`was built with ${name}=${found} (by its Go build info), not ${name}=${value}`];
    });
}
/** One spelling for settings that Go takes as equal: `7` and `7,hardfloat`, `v8.0,lse,crypto` and `v8.0,crypto,lse`. */
function canonicalLevel(name, value) {
    const [level = "", ...options] = value.split(",");
    if (name === "GOARM" && options.length === 0) {
        return `${level},${level === "5" ? "softfloat" : "hardfloat"}`;
    }
    return [level, ...options.sort()].join(",");
}
/**
 * How a binary is linked, for a report: `static`, `static-pie`, `dynamic: libc.so.6 (glibc ≥ 2.34)`,
 * `Windows system DLLs only`. System libraries that every machine has are not listed for Windows and macOS.
 */
function describeLinkage(facts) {
    switch (facts.format) {
        case "elf":
            return describeElfLinkage(facts);
        case "pe":
            return describeForeign(facts, isWindowsSystemDll, "Windows system DLLs only");
        case "macho":
            return describeForeign(facts, (name) => /^\/(usr\/lib|System)\//.test(name), "macOS system libraries only");
        case "xcoff":
            return describeForeign(facts, () => false, "static");
        case "plan9":
            return "static";
        case "wasm":
            return "WebAssembly module";
        case "archive":
            return "archive";
        case "unknown":
            return "unknown";
    }
}
function describeElfLinkage(facts) {
    if (facts.static) {
        return facts.positionIndependent ? "static-pie" : "static";
    }
    const floor = facts.glibcFloor === undefined ? "" : ` (glibc ≥ ${facts.glibcFloor})`;
    return `dynamic: ${facts.needed.length === 0 ? "no libraries" : facts.needed.join(", ")}${floor}`;
}
function describeForeign(facts, isSystem, none) {
    const foreign = facts.needed.filter((name) => !isSystem(name));
    return foreign.length === 0 ? none : `dynamic: ${foreign.join(", ")}`;
}

;// CONCATENATED MODULE: ./build/prove/elf-image.js
/** Numbers of the ELF specification and, for the last three, of GNU's extensions. */
const elf = {
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
/** Where each class of ELF keeps what: `[position, width]` from the start of the record. */
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
    if (bits === undefined || byteOrder === undefined)
        throw file.malformed("its class or byte order is unknown");
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
    if (first === undefined)
        return { segments, sections: [], sectionNames: Buffer.alloc(0) };
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
    if (count === 0)
        return [await reader.fields(0, 0, what), []];
    if (entrySize < smallest)
        throw reader.malformed(`the entries of its ${what} have only ${entrySize} bytes`);
    if (count > mostSections)
        throw reader.malformed(`its ${what} claims ${count} entries`);
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
    elf.segmentLoad,
    elf.segmentDynamic,
    elf.segmentInterpreter,
    elf.segmentNote,
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
        if (index > 0 && section.type !== 0 && section.type !== elf.sectionNoBits) {
            reader.mustHold(section.offset, section.size, `section ${index}`);
        }
        return section;
    });
    return { sections, sectionNames: names.bytes };
}
/** The sections of that name. Names are compared in place: a file may have very many. */
function sectionsNamed(image, name) {
    const wanted = Buffer.from(`${name}\0`);
    return image.sections.filter(({ nameAt }) => image.sectionNames.subarray(nameAt, nameAt + wanted.length).equals(wanted));
}
/** Where in the file an address of the running program comes from. Throws where no segment holds it. */
function fileOffset(image, address, what) {
    const home = image.segments.find(({ type, address: start, size }) => type === elf.segmentLoad && start <= address && address < start + size);
    if (home === undefined)
        throw image.reader.malformed(`the address of its ${what} lies in no segment`);
    return home.offset + (address - home.address);
}

;// CONCATENATED MODULE: ./build/prove/reader.js

const windowBytes = 64 * 1024;
const largestTable = 16 * 1024 * 1024;
const longestText = 4096;
/** Opens a file for reading by position, gives it to `use`, and closes it. Throws where it is no regular file. */
async function withReader(file, use) {
    const handle = await (0,promises_.open)(file, "r");
    try {
        const stat = await handle.stat();
        if (!stat.isFile())
            throw new Error(`${file} is not a regular file`);
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
                throw new Error("the file became shorter while it was read");
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
    const malformed = (sentence) => new Error(`malformed ${format}: ${sentence}`);
    const mustHold = (offset, length, what) => {
        // Written so that NaN fails too.
        if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
            throw new Error(`truncated ${format}: ${what} at ${hex(offset)} lies past the end of the file`);
        }
    };
    const fields = async (offset, length, what) => {
        mustHold(offset, length, what);
        if (length > largestTable)
            throw malformed(`${what} claims ${length} bytes, more than any real one has`);
        return makeFields(await loader.load(base + offset, length), byteOrder, (at) => malformed(`${what} ends before its field at ${hex(at)}`));
    };
    const text = async (offset, what) => {
        mustHold(offset, 1, what);
        const { bytes } = await fields(offset, Math.min(longestText, size - offset), what);
        const end = bytes.indexOf(0);
        if (end < 0)
            throw malformed(`${what} at ${hex(offset)} has no end`);
        return printable(bytes.subarray(0, end));
    };
    return {
        format,
        byteOrder,
        size,
        fields,
        text,
        find: (pattern, { offset, size: wanted, step }) => findInPieces(loader, pattern, { start: base + offset, end: base + Math.min(offset + wanted, size), step }).then((found) => (found === undefined ? undefined : found - base)),
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
            if (at % step === 0)
                return from + at;
        }
    }
    return undefined;
}
function makeFields(bytes, byteOrder, missing) {
    const little = byteOrder === "little";
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const at = (position, width) => {
        if (!(position >= 0 && position + width <= bytes.length))
            throw missing(position);
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
            const rest = bytes.subarray(start, start + longestText);
            const end = rest.indexOf(0);
            return printable(end < 0 ? rest : rest.subarray(0, end));
        },
    };
}
/** Names from a binary end up in logs and reports, where a control character has no business. */
function printable(bytes) {
    return bytes.toString("utf8").replaceAll(/\p{Cc}/gu, "\uFFFD");
}
/** `0x1f0`, as offsets and addresses are written in messages. */
function hex(value) {
    return `0x${value.toString(16)}`;
}

;// CONCATENATED MODULE: ./build/prove/elf-symbols.js


const mostVersions = 1000;
/**
 * Reads which symbols are asked for in which version, of an ELF file with a section table; empty without one.
 * Source: "Symbol Versioning" in the Linux Standard Base. Throws where the tables are cut off or contradict themselves.
 */
async function readSymbolVersions(file) {
    return withReader(file, async (reader) => {
        const image = await readElfImage(reader);
        const span = (name) => sectionsNamed(image, name)[0];
        const [symbols, strings, versions, needs] = [".dynsym", ".dynstr", ".gnu.version", ".gnu.version_r"].map(span);
        if (symbols === undefined || strings === undefined || versions === undefined || needs === undefined) {
            return new Map();
        }
        const text = await read(image, strings, "dynamic string table");
        const names = await readVersionNames(image, needs, text);
        const indexes = await read(image, versions, "table of versions");
        const table = await read(image, symbols, "dynamic symbol table");
        const size = image.bits === 64 ? 24 : 16;
        const found = new Map();
        for (let at = 0; (at + 1) * size <= symbols.size && (at + 1) * 2 <= versions.size; at += 1) {
            const name = names.get(indexes.u16(at * 2) & 0x7fff);
            if (name !== undefined) {
                found.set(name, [...(found.get(name) ?? []), text.text(table.u32(at * size))]);
            }
        }
        return found;
    });
}
function read(image, { offset, size }, what) {
    return image.reader.fields(offset, size, what);
}
/** The number that stands for each version. Both chains keep the distance to the next record, and lead forward only. */
async function readVersionNames(image, span, text) {
    const fields = await read(image, span, "table of required versions");
    const names = new Map();
    for (let library = 0;;) {
        for (let version = library + fields.u32(library + 8); names.size < mostVersions;) {
            names.set(fields.u16(version + 6), text.text(fields.u32(version + 8)));
            const next = fields.u32(version + 12);
            if (next === 0)
                break;
            version += next;
        }
        const next = fields.u32(library + 12);
        if (next === 0 || names.size >= mostVersions)
            return names;
        library += next;
    }
}

;// CONCATENATED MODULE: ./build/prove/emulators.js

/** A program that has not ended by then is hung. */
const runSeconds = 60;
/** Starts a binary, under an emulator where this machine cannot, and tells how it ended. */
async function tryRun(host, question) {
    const { run } = question;
    if (run.kind === "off") {
        return { kind: "not-asked" };
    }
    if (run.kind === "none") {
        return { kind: "not-run", reason: run.reason };
    }
    const command = emulatorCommand(question, run, host.environment);
    const words = [...command.words, question.file, ...run.args];
    const done = await host.processes.run({
        file: words[0] ?? question.file,
        args: words.slice(1),
        directory: question.directory,
        environment: command.environment,
        timeoutSeconds: runSeconds,
    });
    const log = done.output.trimEnd().split("\n");
    if (done.ending === "exit" && done.exitCode === 0) {
        return { kind: "passed", emulator: command.name, seconds: done.seconds, output: done.output.trim().slice(0, 2000) };
    }
    return { kind: "failed", message: describeEnd(done, command.name), log };
}
function emulatorCommand(question, run, environment) {
    const { emulator, interpreter } = question;
    const libraries = question.toolchain?.libraries;
    const path = question.toolchain?.libraryPath ?? [];
    switch (run.emulator.kind) {
        case "native":
            return { name: undefined, words: [], environment: withLibraryPath(environment, path) };
        case "loader": {
            if (libraries === undefined || interpreter === undefined) {
                return { name: undefined, words: [], environment };
            }
            const loader = (0,external_node_path_.join)(libraries, interpreter);
            const places = [(0,external_node_path_.dirname)(loader), ...path].join(":");
            return { name: undefined, words: [loader, "--library-path", places], environment };
        }
        case "qemu": {
            const { program, flags } = run.emulator;
            const file = emulator?.id === "qemu" ? (0,external_node_path_.join)(emulator.directory, "bin", program) : program;
            const sysroot = libraries === undefined ? [] : ["-L", libraries];
            // The emulator itself is not to see them.
            const visible = path.length === 0 ? [] : ["-E", `LD_LIBRARY_PATH=${path.join(":")}`];
            return { name: program, words: [file, ...flags, ...sysroot, ...visible], environment };
        }
        case "wine":
            return emulator?.id === "wine"
                ? { name: "wine", words: [emulator.wine.command], environment: emulator.wine.environment }
                : { name: "wine", words: ["wine"], environment };
    }
}
function withLibraryPath(environment, path) {
    if (path.length === 0) {
        return environment;
    }
    const before = environment["LD_LIBRARY_PATH"];
    return { ...environment, LD_LIBRARY_PATH: [...path, ...(before === undefined ? [] : [before])].join(":") };
}
function describeEnd(done, emulator) {
    const where = emulator === undefined ? "" : ` under ${emulator}`;
    const last = done.output.trimEnd().split("\n").at(-1)?.trim() ?? "";
    const said = last === "" ? "it printed nothing" : `its last line: ${last.slice(0, 300)}`;
    switch (done.ending) {
        case "timeout":
            return `the program did not end within ${runSeconds} s${where}; ${said}. Choose run-args that make it end, such as --version`;
        case "signal":
            return `the program crashed${where}; ${said}`;
        case "exit":
            return `the program ended with exit code ${done.exitCode}${where}; ${said}`;
    }
}

;// CONCATENATED MODULE: ./build/targets/glibc.js
/** Of each distribution from the oldest. */
const glibc_rows = [
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
const glibcReleases = glibc_rows.map(([id, version, glibc, glibcxx, cxxabi]) => ({
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
function releasesWithGlibc(floor) {
    const firsts = Object.keys(titles).flatMap((id) => glibcReleases.find((each) => each.id === id && compareVersions(each.glibc, floor) >= 0)?.name ?? []);
    return firsts.length === 0 ? undefined : `${firsts.join(", ")} and later`;
}
/** The names of versions that a system with this glibc has, by their prefix. */
function newestVersions(glibc) {
    // A system with exactly this glibc may have had the libstdc++ of any of these: the oldest is the one to count on.
    const sorted = [...glibcReleases].sort((left, right) => compareVersions(left.glibcxx, right.glibcxx));
    const older = sorted.filter((each) => compareVersions(each.glibc, glibc) <= 0).at(-1) ?? sorted[0];
    return { GLIBC: glibc, GLIBCXX: older?.glibcxx ?? "", CXXABI: older?.cxxabi ?? "" };
}

;// CONCATENATED MODULE: ./build/prove/floor.js

/**
 * What a binary asks for that is newer than a system with this glibc has. The versions of weak symbols count too: the
 * loader looks for every version that is listed, whoever uses it.
 */
function findTooNew({ requiredVersions }, glibc) {
    const newest = newestVersions(glibc);
    return Object.entries(requiredVersions).flatMap(([library, versions]) => versions
        .filter((version) => {
        const [, prefix = "", number = ""] = /^([A-Z]+)_(\d+(?:\.\d+)+)$/.exec(version) ?? [];
        const most = newest[prefix];
        return most !== undefined && compareVersions(number, most) > 0;
    })
        .map((version) => ({ library, version })));
}
/** `needs GLIBC_2.34 of libc.so.6 (for pthread_create, __libc_start_main), and…`, as a problem of a binary. */
function describeTooNew(found, symbols, glibc) {
    const parts = found.map(({ library, version }) => {
        const names = symbols.get(version) ?? [];
        const shown = names.slice(0, 5).join(", ");
        const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
        return `${version} of ${library}${shown === "" ? "" : ` (for ${shown}${more})`}`;
    });
    return (`needs ${parts.join(" and ")}, which a system with glibc ${glibc} does not have: something that is linked in was ` +
        "compiled for a newer system, such as a library that the program brings itself");
}

;// CONCATENATED MODULE: ./build/prove/unknown.js
/** The facts of a file of no known format. Each format's reader starts from these and adds what its headers tell. */
const unknownFacts = {
    format: "unknown",
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
    glibcFloor: undefined,
    go: undefined,
};

;// CONCATENATED MODULE: ./build/prove/archive.js

const magicSize = 8;
const headerSize = 60;
const mostMembers = 20_000;
/**
 * Reads a library of objects (`ar`): the facts of its first object, with what the others add on ARM and MIPS, where one
 * object of the wrong float ABI or level spoils the whole. `readObject` gives a member's facts, or undefined where it is
 * no object. Source: the common, GNU and BSD forms in ar(5).
 */
async function readArchive(file, readObject) {
    const reader = file.part({ format: "archive", byteOrder: "little" });
    const thin = (await reader.fields(0, magicSize, "magic")).bytes.toString("latin1") === "!<thin>\n";
    if (thin)
        throw reader.malformed("it is a thin archive, which names objects instead of holding them");
    let found;
    let at = magicSize;
    for (let left = mostMembers; at < reader.size; left--) {
        if (left === 0)
            throw reader.malformed(`it claims more than ${mostMembers} members`);
        const member = await readMember(reader, at);
        const facts = member.isIndex ? undefined : await readObject(member.content);
        if (facts?.kind === "object")
            found = found === undefined ? facts : merge(found, facts);
        at = member.end;
    }
    return { ...(found ?? unknownFacts), format: "archive", kind: "archive" };
}
async function readMember(reader, at) {
    const header = (await reader.fields(at, headerSize, "member header")).bytes.toString("latin1");
    const size = Number.parseInt(header.slice(48, 58), 10);
    if (header.slice(58) !== "`\n" || !(size >= 0))
        throw reader.malformed(`its member at byte ${at} has no valid header`);
    const name = header.slice(0, 16).trimEnd();
    // BSD's ar puts a long name in front of the content.
    const longName = Math.min(Number.parseInt(/^#1\/(\d+)$/.exec(name)?.[1] ?? "0", 10), size);
    const start = at + headerSize;
    return {
        isIndex: ["/", "//", "/SYM64/"].includes(name) || name.startsWith("__.SYMDEF"),
        content: reader.part({ format: "object", byteOrder: "little", offset: start + longName, size: size - longName }),
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
    if (first === undefined || next === undefined)
        return first ?? next;
    return {
        floatAbi: [first.floatAbi, next.floatAbi].includes("hard") ? "hard" : (first.floatAbi ?? next.floatAbi),
        level: [first.level, next.level]
            .filter((level) => level !== undefined)
            .sort()
            .at(-1),
    };
}

;// CONCATENATED MODULE: ./build/prove/elf-attributes.js
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
        level: architecture === undefined ? undefined : elf_attributes_armLevels[architecture],
    };
}
const tagArchitecture = 6;
const tagFloatArguments = 28;
/** 0 passes floats in core registers, 1 in VFP's; 2 and 3 commit to neither. */
const floatAbis = { 0: "soft", 1: "hard" };
/** Tag_CPU_arch. v6T2 is told apart, as the ARM11 processors of v6 lack its instructions; microcontrollers are left out. */
const elf_attributes_armLevels = {
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
    if (size === 0 || fields.u8(0) !== 0x41)
        return new Map();
    for (let at = 1; at + 4 < size;) {
        const length = fields.u32(at);
        const end = Math.min(at + length, size);
        if (length < 5)
            throw image.reader.malformed(`its ARM attributes hold a section of ${length} bytes`);
        const vendor = fields.text(at + 4);
        if (vendor === "aeabi")
            return fileAttributes(fields, at + 4 + vendor.length + 1, end);
        at = end;
    }
    return new Map();
}
function fileAttributes(fields, start, end) {
    const attributes = new Map();
    const cursor = { at: start };
    const tagFile = 1;
    if (start + 5 > end || fields.u8(start) !== tagFile)
        return attributes;
    const stop = Math.min(start + fields.u32(start + 1), end);
    cursor.at = start + 5;
    while (cursor.at < stop) {
        const tag = uleb128(fields, cursor);
        const isText = tag === 4 || tag === 5 || (tag > 32 && tag % 2 === 1);
        // 32 (Tag_compatibility) is a number and a text.
        const value = isText ? 0 : uleb128(fields, cursor);
        if (!isText)
            attributes.set(tag, value);
        if (isText || tag === 32)
            cursor.at += textLength(fields, cursor.at) + 1;
    }
    return attributes;
}
function textLength(fields, at) {
    const end = fields.bytes.indexOf(0, at);
    return (end < 0 ? fields.bytes.length : end) - at;
}
/** A number of 7 bits a byte, least first. Throws (through `fields`) where it runs past the end. */
function uleb128(fields, cursor) {
    let value = 0;
    for (let shift = 0;; shift += 7) {
        const byte = fields.u8(cursor.at++);
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80)
            return value;
    }
}
/** The float ABI of a MIPS file; undefined where it has no ABI flags. Source: the MIPS O32 FPXX ABI (Elf_ABIFlags_v0). */
async function readMipsFloat(image) {
    const flags = image.sections.find(({ type }) => type === mipsAbiFlags) ??
        image.segments.find(({ type }) => type === mipsAbiFlagsSegment);
    if (flags === undefined || flags.size < 24)
        return undefined;
    const fields = await image.reader.fields(flags.offset, 24, "MIPS ABI flags");
    const [any, soft] = [0, 3];
    const floatAbi = fields.u8(7);
    return floatAbi === any ? undefined : floatAbi === soft ? "soft" : "hard";
}

;// CONCATENATED MODULE: ./build/prove/elf-dynamic.js


const noDynamic = { needed: [], soname: undefined, runPath: [], pie: false, requiredVersions: {} };
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
const elf_dynamic_mostVersions = 1000;
/** Reads the dynamic segment; a file without one has nothing in it. Throws where it points outside the file. */
async function readElfDynamic(image) {
    const segment = image.segments.find(({ type }) => type === elf.segmentDynamic);
    if (segment === undefined || segment.size === 0)
        return noDynamic;
    const entries = await readEntries(image, segment.offset, segment.size);
    const values = (tag) => entries.filter((entry) => entry.tag === tag).map((entry) => entry.value);
    const stringsAddress = values(tags.strings)[0];
    if (stringsAddress === undefined)
        return noDynamic;
    const strings = fileOffset(image, stringsAddress, "dynamic string table");
    const text = (at) => image.reader.text(strings + at, "dynamic string");
    const needed = values(tags.needed);
    if (needed.length > mostLibraries)
        throw image.reader.malformed(`it claims to need ${needed.length} libraries`);
    const [soname] = values(tags.soname);
    const paths = await inOrder([...values(tags.rpath), ...values(tags.runpath)].slice(0, 2), text);
    return {
        needed: await inOrder(needed, text),
        soname: soname === undefined ? undefined : await text(soname),
        runPath: paths.flatMap((path) => path.split(":")).filter((path) => path !== ""),
        pie: ((values(tags.flags1)[0] ?? 0) & pieFlag) !== 0,
        requiredVersions: await readVersions(image, text, values(tags.versions)[0], values(tags.versionCount)[0] ?? 0),
    };
}
/** One after the other: the reader has one window, and reads side by side would fight for it. */
async function inOrder(offsets, text) {
    const found = [];
    for (const offset of offsets)
        found.push(await text(offset));
    return found;
}
async function readEntries(image, offset, size) {
    const fields = await image.reader.fields(offset, size, "dynamic section");
    const [word, width] = image.bits === 64 ? [fields.u64, 8] : [fields.u32, 4];
    const entries = [];
    for (let at = 0; at + 2 * width <= size; at += 2 * width) {
        const tag = word(at);
        if (tag === tags.end)
            break;
        entries.push({ tag, value: word(at + width) });
    }
    return entries;
}
/**
 * .gnu.version_r: a chain of libraries, each with a chain of versions. A weak symbol's version counts like any other,
 * since the loader looks for it all the same.
 */
async function readVersions(image, text, address, count) {
    const found = new Map();
    if (address === undefined)
        return {};
    const start = fileOffset(image, address, "table of required versions");
    let total = 0;
    for (const library of await readChain(image, start, count)) {
        const name = await text(library.fields.u32(4));
        const versions = await readChain(image, library.offset + library.fields.u32(8), library.fields.u16(2));
        total += versions.length;
        if (total > elf_dynamic_mostVersions)
            throw image.reader.malformed(`it claims to require more than ${elf_dynamic_mostVersions} versions`);
        const names = await inOrder(versions.map((version) => version.fields.u32(8)), text);
        found.set(name, [...(found.get(name) ?? []), ...names]);
    }
    return Object.fromEntries(found);
}
/**
 * Records of 16 bytes; both kinds keep the distance to the next one at 12. They only lead forward, so never in circles.
 */
async function readChain(image, start, count) {
    const what = "table of required versions";
    if (count > elf_dynamic_mostVersions)
        throw image.reader.malformed(`its ${what} claims ${count} entries`);
    const links = [];
    for (let offset = start; links.length < count;) {
        const fields = await image.reader.fields(offset, 16, what);
        links.push({ offset, fields });
        const next = fields.u32(12);
        if (next === 0)
            break;
        offset += next;
    }
    return links;
}
/**
 * The newest of the `GLIBC_2.34` names among required versions, as `2.34`. GLIBC_PRIVATE and GLIBC_ABI_… name no release.
 */
function glibcFloor(requiredVersions) {
    const releases = Object.values(requiredVersions)
        .flat()
        .map((version) => /^GLIBC_(\d+(?:\.\d+)+)$/.exec(version)?.[1])
        .filter((release) => release !== undefined);
    return releases.sort(compareVersions).at(-1);
}

;// CONCATENATED MODULE: ./build/prove/elf-machines.js
const mipsMachine = 8;
const armMachine = 40;
/** Source: the ELF specification's e_machine registry, and `go tool dist list`. */
const machines = {
    3: { name: "EM_386", archs: { "32 little": "386" } },
    [mipsMachine]: {
        name: "EM_MIPS",
        archs: { "32 little": "mipsle", "32 big": "mips", "64 little": "mips64le", "64 big": "mips64" },
    },
    20: { name: "EM_PPC", archs: {} },
    21: { name: "EM_PPC64", archs: { "64 little": "ppc64le", "64 big": "ppc64" } },
    22: { name: "EM_S390", archs: { "64 big": "s390x" } },
    [armMachine]: { name: "EM_ARM", archs: { "32 little": "arm" } },
    43: { name: "EM_SPARCV9", archs: { "64 big": "sparc64" } },
    // 32-bit files of this machine are x32's, for which there is no Go.
    62: { name: "EM_X86_64", archs: { "64 little": "amd64" } },
    183: { name: "EM_AARCH64", archs: { "64 little": "arm64" } },
    243: { name: "EM_RISCV", archs: { "64 little": "riscv64" } },
    258: { name: "EM_LOONGARCH", archs: { "64 little": "loong64" } },
};
const mipsN32 = 0x20;
/** The header's machine, as `EM_AARCH64 (183)`, and Go's name of the architecture where Go has one. */
function elfMachine(image) {
    const known = machines[image.machine];
    if (known === undefined)
        return { machine: `machine ${image.machine}`, arch: undefined };
    // The N32 ABI has 32-bit pointers on a 64-bit processor; Go has no port for it.
    const n32 = image.machine === mipsMachine && image.bits === 32 && (image.flags & mipsN32) !== 0;
    return {
        machine: `${known.name}${n32 ? " n32" : ""} (${image.machine})`,
        arch: n32 ? undefined : known.archs[`${image.bits} ${image.reader.byteOrder}`],
    };
}

;// CONCATENATED MODULE: ./build/prove/elf-system.js

/**
 * The operating system that an ELF file names itself, or undefined where it gives no sign: that is then a plain System V
 * file, as linux has them. The interpreter speaks first, since it is what the kernel goes by; then the notes; then the
 * OS/ABI byte.
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
    // illumos has the same; only Go's build info tells the two apart.
    [/^(\/usr)?\/lib\/(amd64|64|sparcv9)\/ld\.so\.1$/, "solaris"],
    [/^\/usr\/lib\/ld\.so\.1$/, "solaris"],
];
function interpreterSystem(interpreter) {
    return interpreters.find(([pattern]) => pattern.test(interpreter))?.[1];
}
/** Source: the ELF specification's EI_OSABI. 0 (System V) tells nothing. */
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
    const inSegments = image.segments.filter(({ type }) => type === elf.segmentNote);
    const inSections = image.sections.filter(({ type }) => type === elf.sectionNote);
    for (const { offset, size } of [...inSegments, ...inSections].slice(0, 64)) {
        const system = await systemInNotes(image, offset, Math.min(size, mostNoteBytes));
        if (system !== undefined)
            return system;
    }
    return undefined;
}
async function systemInNotes(image, offset, size) {
    const notes = await image.reader.fields(offset, size, "note");
    for (let at = 0; at + 12 <= size;) {
        const [nameSize, dataSize, type] = [notes.u32(at), notes.u32(at + 4), notes.u32(at + 8)];
        const data = at + 12 + aligned(nameSize);
        if (data > size)
            return undefined;
        const owner = notes.text(at + 12);
        if (type === identification && owner === "GNU" && data + 4 <= size)
            return gnuSystems[notes.u32(data)];
        if (type === identification && noteOwners[owner] !== undefined)
            return noteOwners[owner];
        at = data + aligned(dataSize);
    }
    return undefined;
}
function aligned(size) {
    return Math.ceil(size / 4) * 4;
}

;// CONCATENATED MODULE: ./build/prove/gobuildinfo.js
// The linker writes a 32-byte header aligned to 16 bytes: this magic, the pointer size, flags, then (flag 2, since
// Go 1.18) two strings right behind it, each after its length as a varint: the version and the module info, which is
// framed by 16 bytes at either end. Source: Go's cmd/link/internal/ld/data.go (buildinfo) and debug/buildinfo.
const magic = Buffer.from("\xff Go buildinf:", "latin1");
const alignment = 16;
const gobuildinfo_headerSize = 32;
const flagsAt = 15;
const inlineStrings = 2;
const gobuildinfo_frame = 16;
// A file may claim any number of overlapping data segments, each as long as itself; real ones have one or two.
const mostSpans = 4;
const longestString = 16 * 1024 * 1024;
/**
 * The build info in the first of `spans` that has one; undefined where none has, or where it is in the format of
 * Go 1.17 and older.
 */
async function readGoBuildInfo(reader, spans) {
    for (const span of spans.slice(0, mostSpans)) {
        const header = await gobuildinfo_findHeader(reader, span);
        if (header !== undefined)
            return readStrings(reader, header);
    }
    return undefined;
}
/** Where the header starts. Without a section of its own it may be anywhere in the data. */
async function gobuildinfo_findHeader(reader, span) {
    const lead = (alignment - (span.address % alignment)) % alignment;
    const header = await reader.find(magic, {
        offset: span.offset + lead,
        size: span.size - lead,
        step: alignment,
    });
    return header !== undefined && header + gobuildinfo_headerSize <= reader.size ? header : undefined;
}
async function readStrings(reader, header) {
    const flags = (await reader.fields(header, gobuildinfo_headerSize, "Go build info")).u8(flagsAt);
    if ((flags & inlineStrings) === 0)
        return undefined;
    const version = await readString(reader, header + gobuildinfo_headerSize);
    if (version === undefined || version.bytes.length === 0)
        return undefined;
    const framed = await readString(reader, version.end);
    const hasModule = framed !== undefined && framed.bytes.length > 2 * gobuildinfo_frame && framed.bytes.at(-gobuildinfo_frame - 1) === 0x0a;
    const text = hasModule ? framed.bytes.subarray(gobuildinfo_frame, -gobuildinfo_frame).toString("utf8") : "";
    return { version: version.bytes.toString("utf8"), ...parseModuleInfo(text) };
}
/** Undefined where the length makes no sense: then this was no build info, only bytes that look like it. */
async function readString(reader, offset) {
    const room = Math.min(10, reader.size - offset);
    if (room <= 0)
        return undefined;
    const prefix = await reader.fields(offset, room, "Go build info");
    let length = 0;
    for (let at = 0; at < room; at++) {
        const byte = prefix.u8(at);
        length += (byte & 0x7f) * 2 ** (7 * at);
        if (byte >= 0x80)
            continue;
        const start = offset + at + 1;
        if (length > longestString || start + length > reader.size)
            return undefined;
        return { bytes: (await reader.fields(start, length, "Go build info")).bytes, end: start + length };
    }
    return undefined;
}
/** Lines such as `path\texample.com/tool` and `build\tGOOS=linux`. Source: Go's runtime/debug/mod.go. */
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
    if (keyLength <= 0 || setting[keyLength] !== "=")
        return undefined;
    return [unquoteGo(setting.slice(0, keyLength)), unquoteGo(setting.slice(keyLength + 1))];
}
const escapes = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };
/** The string that a Go string literal stands for; text that is not one comes back unchanged. */
function unquoteGo(text) {
    if (text.length < 2 || text[0] !== text.at(-1))
        return text;
    if (text[0] === "`")
        return text.slice(1, -1);
    if (text[0] !== '"')
        return text;
    const pieces = [];
    const pattern = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))|[^\\]+/gu;
    for (const [whole, byte, short, long, octal, letter] of text.slice(1, -1).matchAll(pattern)) {
        if (byte !== undefined)
            pieces.push(Buffer.of(Number.parseInt(byte, 16)));
        else if (octal !== undefined)
            pieces.push(Buffer.of(Number.parseInt(octal, 8)));
        else if (letter !== undefined)
            pieces.push(Buffer.from(escapeOf(letter)));
        else
            pieces.push(Buffer.from(codePoint(short ?? long) ?? whole));
    }
    return Buffer.concat(pieces).toString("utf8");
}
function escapeOf(letter) {
    const code = escapes[letter];
    return code === undefined ? letter : String.fromCharCode(code);
}
function codePoint(digits) {
    if (digits === undefined)
        return undefined;
    const code = Number.parseInt(digits, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}

;// CONCATENATED MODULE: ./build/prove/elf.js







/** Reads an ELF executable, library or object. Needs no section table; without one, ARM attributes stay unknown. */
async function readElf(file) {
    const image = await readElfImage(file);
    const { machine, arch } = elfMachine(image);
    const interpreter = await readInterpreter(image);
    const dynamic = await readElfDynamic(image);
    const go = await readGoBuildInfo(image.reader, goDataSpans(image));
    const kind = elfKind(image, dynamic, interpreter);
    return {
        ...unknownFacts,
        format: "elf",
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
        positionIndependent: kind === "object" || kind === "unknown" ? undefined : image.type === elf.shared,
        static: kind === "executable" ? interpreter === undefined && dynamic.needed.length === 0 : undefined,
        requiredVersions: dynamic.requiredVersions,
        glibcFloor: glibcFloor(dynamic.requiredVersions),
        go,
    };
}
/**
 * Libraries and position-independent executables have one type. A program asks for an interpreter or carries DF_1_PIE
 * (a static one has only that); a library that can also be run, as libc.so.6 can, has a soname.
 */
function elfKind(image, dynamic, interpreter) {
    if (image.type === elf.relocatable)
        return "object";
    if (image.type === elf.executable)
        return "executable";
    if (image.type !== elf.shared)
        return "unknown";
    return dynamic.pie || (interpreter !== undefined && dynamic.soname === undefined) ? "executable" : "shared-library";
}
/**
 * Go marks its binaries for most systems. Not so for two, whose headers alone would pass for another's: a static
 * dragonfly program looks like a linux one, and illumos shares solaris's loader. There, and only there, the build info
 * decides.
 */
function chooseSystem(header, go) {
    const built = go?.settings["GOOS"];
    if (built === "dragonfly" && header === undefined)
        return built;
    if (built === "illumos" && (header === undefined || header === "solaris"))
        return built;
    if (built === "solaris" && header === undefined)
        return built;
    return header ?? "linux";
}
async function readInterpreter(image) {
    const segment = image.segments.find(({ type }) => type === elf.segmentInterpreter);
    if (segment === undefined)
        return undefined;
    return (await image.reader.fields(segment.offset, segment.size, "interpreter")).text(0);
}
/** Go's linker gives the build info a section; without section headers it is somewhere in the writable data. */
function goDataSpans(image) {
    const sections = sectionsNamed(image, ".go.buildinfo");
    if (sections.length > 0)
        return sections;
    return image.segments.filter(({ type, flags }) => type === elf.segmentLoad && (flags & elf.segmentWritable) !== 0 && (flags & elf.segmentExecutable) === 0);
}

;// CONCATENATED MODULE: ./build/prove/macho.js



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
/** Reads a Mach-O program, library or object. */
async function readMachO(file) {
    const image = await readImage(file);
    const { bits, reader, commands } = image;
    const kind = kinds[image.type] ?? "unknown";
    const cpu = cpus[image.cpu];
    // A library's name, a loader's and a run path all lie at the distance that the command's third number gives.
    const names = (wanted) => commands.filter(({ type }) => wanted(type)).map(({ fields, at }) => fields.text(at + fields.u32(at + 8)));
    return {
        ...unknownFacts,
        format: "macho",
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
/** Reads the first slice of a file that holds the same program for several processors; the facts are that slice's. */
async function readFatMachO(file) {
    const reader = file.part({ format: "fat Mach-O", byteOrder: "big" });
    const header = await reader.fields(0, 8, "file header");
    if (header.u32(4) === 0)
        throw reader.malformed("it holds no program at all");
    const wide = header.u32(0) === fatMagic64;
    const slice = await reader.fields(8, wide ? 32 : 20, "table of slices");
    const [offset, size] = wide ? [slice.u64(8), slice.u64(16)] : [slice.u32(8), slice.u32(12)];
    const facts = await readMachO(reader.part({ format: "Mach-O", byteOrder: "little", offset, size }));
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
    if (count > mostCommands)
        throw reader.malformed(`it claims ${count} load commands`);
    const commands = [];
    for (let at = 0; commands.length < count;) {
        const [type, size] = [fields.u32(at), fields.u32(at + 4)];
        if (size < 8)
            throw reader.malformed(`a load command has only ${size} bytes`);
        commands.push({ type, fields, at, size });
        at += size;
    }
    return commands;
}
function isIos(commands) {
    return commands.some(({ type, fields, at }) => type === command.minimumIos || (type === command.platform && iosPlatforms.has(fields.u32(at + 8))));
}
/** Where each class keeps a segment's and a section's numbers, from the start of the record. */
const macho_layouts = {
    [command.segment32]: { fileOffset: 32, sections: 48, header: 56, section: 68, address: 32, size: 36, offset: 40 },
    [command.segment64]: { fileOffset: 40, sections: 64, header: 72, section: 80, address: 32, size: 40, offset: 48 },
};
const nameSize = 16;
/** The section __go_buildinfo. Checks on the way that every segment is inside the file. */
function macho_goDataSpans({ reader, commands }) {
    return commands.flatMap(({ type, fields, at, size }) => {
        if (type !== command.segment32 && type !== command.segment64)
            return [];
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

;// CONCATENATED MODULE: ./build/prove/pe.js



/** Source for this file: Microsoft's "PE Format". */
const pe_machines = {
    332: { name: "IMAGE_FILE_MACHINE_I386", arch: "386", bits: 32 },
    452: { name: "IMAGE_FILE_MACHINE_ARMNT", arch: "arm", bits: 32 },
    34404: { name: "IMAGE_FILE_MACHINE_AMD64", arch: "amd64", bits: 64 },
    43620: { name: "IMAGE_FILE_MACHINE_ARM64", arch: "arm64", bits: 64 },
};
const libraryFlag = 0x2000;
const dynamicBaseFlag = 0x40;
const coffHeaderSize = 20;
const sectionHeaderSize = 40;
const symbolSize = 18;
const pe_mostLibraries = 4096;
/** Reads a Windows program or DLL. A file for DOS alone, which starts alike, is unknown. */
async function readPe(file) {
    const reader = file.part({ format: "PE", byteOrder: "little" });
    const start = (await reader.fields(0x3c, 4, "DOS header")).u32(0);
    const signature = await reader.fields(start, 4, "PE header");
    if (signature.bytes.toString("latin1") !== "PE\0\0")
        return unknownFacts;
    const image = await pe_readImage(reader, start + 4);
    const exported = await readDirectory(image, directories.exports, 40);
    return {
        ...unknownFacts,
        format: "pe",
        kind: (image.flags & libraryFlag) !== 0 ? "shared-library" : "executable",
        os: "windows",
        ...machineFacts(image.machine),
        needed: [
            ...(await pe_readLibraries(image, directories.imports, { size: 20, nameAt: 12 })),
            ...(await pe_readLibraries(image, directories.delayedImports, { size: 32, nameAt: 4 })),
        ],
        soname: exported === undefined ? undefined : await textAt(image, exported.u32(12), "exported name"),
        positionIndependent: (image.optional.u16(70) & dynamicBaseFlag) !== 0,
        go: await readGoBuildInfo(reader, pe_goDataSpans(image)),
    };
}
/**
 * Reads a COFF object, as archives for Windows hold them; undefined where it is none. Such a file has no signature, so only
 * an archive's member is ever tried for one.
 */
async function readCoffObject(member) {
    if (member.size < coffHeaderSize)
        return undefined;
    const header = await member.part({ format: "COFF", byteOrder: "little" }).fields(0, coffHeaderSize, "file header");
    // Objects with very many sections, and the stubs of import libraries, start so and have their machine further on.
    const extended = header.u16(0) === 0 && header.u16(2) === 0xffff;
    const machine = extended ? header.u16(6) : header.u16(0);
    if (pe_machines[machine] === undefined || (!extended && header.u16(16) !== 0))
        return undefined;
    return { ...unknownFacts, format: "pe", kind: "object", os: "windows", ...machineFacts(machine) };
}
function machineFacts(machine) {
    const known = pe_machines[machine];
    return {
        arch: known?.arch,
        machine: known === undefined ? `machine ${hex(machine)}` : `${known.name} (${hex(machine)})`,
        bits: known?.bits,
        byteOrder: "little",
    };
}
async function pe_readImage(reader, start) {
    const header = await reader.fields(start, coffHeaderSize, "COFF header");
    await checkSymbols(reader, header.u32(8), header.u32(12) * symbolSize);
    const optionalSize = header.u16(16);
    const optional = await reader.fields(start + coffHeaderSize, optionalSize, "optional header");
    const [magic, narrow, wide] = [optional.u16(0), 0x10b, 0x20b];
    if (magic !== narrow && magic !== wide)
        throw reader.malformed(`its optional header has the magic ${hex(magic)}`);
    const tableAt = start + coffHeaderSize + optionalSize;
    return {
        reader,
        machine: header.u16(0),
        flags: header.u16(18),
        optional,
        wide: magic === wide,
        sections: await pe_readSections(reader, tableAt, header.u16(2)),
    };
}
/** Symbols and the strings behind them are the last thing in the file: where they are cut off, so was the file. */
async function checkSymbols(reader, offset, size) {
    if (offset === 0 || size === 0)
        return;
    const strings = await reader.fields(offset + size, 4, "symbol table");
    reader.mustHold(offset + size, strings.u32(0), "table of symbol names");
}
async function pe_readSections(reader, offset, count) {
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
    if (directory >= optional.u32(countAt))
        return undefined;
    const address = optional.u32(tableAt + directory * 8);
    return address === 0 ? undefined : pe_fileOffset(image, address, "data directory");
}
async function readDirectory(image, directory, size) {
    const offset = directoryOffset(image, directory);
    return offset === undefined ? undefined : image.reader.fields(offset, size, "data directory");
}
function pe_fileOffset(image, address, what) {
    const home = image.sections.find((section) => section.address <= address && address < section.address + section.fileSize);
    if (home === undefined)
        throw image.reader.malformed(`the address ${hex(address)} of its ${what} lies in no section`);
    return home.offset + (address - home.address);
}
async function textAt(image, address, what) {
    return address === 0 ? undefined : image.reader.text(pe_fileOffset(image, address, what), what);
}
/** The DLLs' names in a table of imports, which ends with an empty entry. */
async function pe_readLibraries(image, directory, entry) {
    const table = directoryOffset(image, directory);
    const names = [];
    if (table === undefined)
        return names;
    for (let at = table; names.length < pe_mostLibraries; at += entry.size) {
        const name = (await image.reader.fields(at, entry.size, "import table")).u32(entry.nameAt);
        const text = await textAt(image, name, "imported name");
        if (text === undefined)
            return names;
        names.push(text);
    }
    throw image.reader.malformed(`it claims to import more than ${pe_mostLibraries} libraries`);
}
const initialisedData = 0x40;
const readable = 0x40000000;
const writable = 0x80000000;
const alignmentBits = 0x00f00000;
/** Go's linker gives the build info no section of its own here: it lies in the writable data. */
function pe_goDataSpans(image) {
    return image.sections
        .filter(({ flags }) => (flags & ~alignmentBits) >>> 0 === initialisedData + readable + writable)
        .map(({ offset, fileSize, address }) => ({ offset, size: fileSize, address }));
}

;// CONCATENATED MODULE: ./build/prove/plan9.js



/** Source: Plan 9's a.out(6). A file with this bit has a longer header. */
const wideFlag = 0x8000;
const magics = {
    491: { arch: "386", bits: 32 },
    1607: { arch: "arm", bits: 32 },
    35479: { arch: "amd64", bits: 64 },
};
/** Whether a file that starts with these bytes is a Plan 9 program. */
function isPlan9(head) {
    return head.length >= 4 && magics[head.readUInt32BE(0)] !== undefined;
}
/** Reads a Plan 9 program. They are all static: the system has no shared libraries. */
async function readPlan9(file) {
    const reader = file.part({ format: "Plan 9 a.out", byteOrder: "big" });
    const header = await reader.fields(0, 32, "file header");
    const magic = header.u32(0);
    const headerSize = (magic & wideFlag) !== 0 ? 40 : 32;
    const [text, data, symbols] = [header.u32(4), header.u32(8), header.u32(16)];
    reader.mustHold(headerSize, text + data + symbols, "content");
    const dataAt = headerSize + text;
    return {
        ...unknownFacts,
        format: "plan9",
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

;// CONCATENATED MODULE: ./build/prove/wasm.js

const importSection = 2;
const exportSection = 7;
const codeSection = 10;
const wasm_mostSections = 10_000;
/** No more than these are looked at. */
const mostEntries = 100_000;
/** The host's functions that a module imports tell which of Go's two systems it is for. */
const systems = { go: "js", gojs: "js", wasi_snapshot_preview1: "wasip1" };
/** Reads a WebAssembly module: what it imports, and whether it is started or called. Source: the WebAssembly core spec. */
async function readWasm(file) {
    const reader = file.part({ format: "wasm", byteOrder: "little" });
    let imports = [];
    let exports = [];
    let hasCode = false;
    let at = 8;
    for (let left = wasm_mostSections; at < reader.size && left > 0; left--) {
        const header = startOf(await reader.fields(at, Math.min(6, reader.size - at), "section header"));
        const [id, size] = [header.byte(), header.number()];
        const start = at + header.at();
        reader.mustHold(start, size, `section ${id}`);
        hasCode ||= id === codeSection;
        if (id === importSection)
            imports = importedModules(startOf(await reader.fields(start, size, "import section")));
        if (id === exportSection)
            exports = exportedNames(startOf(await reader.fields(start, size, "export section")));
        at = start + size;
    }
    if (!hasCode) {
        throw reader.malformed("it holds no code; was it cut off?");
    }
    return {
        ...unknownFacts,
        format: "wasm",
        // A module of functions to be called (Go's c-shared) is set up by _initialize instead of being started.
        kind: exports.includes("_initialize") && !exports.includes("_start") ? "shared-library" : "executable",
        os: imports.map((name) => systems[name]).find((system) => system !== undefined),
        arch: "wasm",
        machine: "WebAssembly",
        byteOrder: "little",
        needed: imports,
    };
}
function startOf(fields) {
    let at = 0;
    const byte = () => fields.u8(at++);
    const number = () => {
        let value = 0;
        for (let shift = 0;; shift += 7) {
            const next = byte();
            value += (next & 0x7f) * 2 ** shift;
            if (next < 0x80)
                return value;
        }
    };
    const name = () => {
        const length = number();
        if (length > 0)
            fields.u8(at + length - 1);
        at += length;
        return fields.bytes.toString("utf8", at - length, Math.min(at, at - length + 4096));
    };
    return { at: () => at, byte, number, name };
}
/** Each module that something is imported from, once. */
function importedModules(cursor) {
    const modules = new Set();
    for (let left = Math.min(cursor.number(), mostEntries); left > 0; left--) {
        modules.add(cursor.name());
        cursor.name();
        skipImport(cursor);
    }
    return [...modules];
}
function skipImport(cursor) {
    const [func, table, memory] = [0, 1, 2];
    const kind = cursor.byte();
    if (kind === table)
        cursor.byte();
    if (kind === table || kind === memory) {
        const hasMaximum = (cursor.byte() & 1) !== 0;
        cursor.number();
        if (hasMaximum)
            cursor.number();
    }
    else {
        // A function has one number; a global or a tag has a type and a flag.
        cursor.number();
        if (kind !== func)
            cursor.number();
    }
}
function exportedNames(cursor) {
    const names = [];
    for (let left = Math.min(cursor.number(), mostEntries); left > 0; left--) {
        names.push(cursor.name());
        cursor.byte();
        cursor.number();
    }
    return names;
}

;// CONCATENATED MODULE: ./build/prove/xcoff.js


/** Source for this file: IBM's "XCOFF Object File Format", 64-bit. */
const xcoff_headerSize = 24;
const sectionSize = 72;
const xcoff_symbolSize = 18;
const executableFlag = 0x0002;
const xcoff_libraryFlag = 0x2000;
const dataSection = 0x40;
const loaderSection = 0x1000;
const mostImports = 4096;
/** Reads a 64-bit AIX program or library. */
async function readXcoff(file) {
    const reader = file.part({ format: "XCOFF", byteOrder: "big" });
    const header = await reader.fields(0, xcoff_headerSize, "file header");
    const flags = header.u16(18);
    await xcoff_checkSymbols(reader, header.u64(8), header.u32(20) * xcoff_symbolSize);
    const count = header.u16(2);
    const table = await reader.fields(xcoff_headerSize + header.u16(16), count * sectionSize, "section table");
    const sections = Array.from({ length: count }, (_, index) => readSection(reader, table, index * sectionSize));
    const loader = sections.find(({ type }) => type === loaderSection);
    return {
        ...unknownFacts,
        format: "xcoff",
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
/** Symbols and the strings behind them come last: where they are cut off, so was the file. */
async function xcoff_checkSymbols(reader, offset, size) {
    reader.mustHold(offset, size, "symbol table");
    const strings = offset + size;
    if (size > 0 && strings < reader.size) {
        const length = (await reader.fields(strings, 4, "table of symbol names")).u32(0);
        reader.mustHold(strings, length, "table of symbol names");
    }
}
function readSection(reader, table, at) {
    const section = {
        address: table.u64(at + 16),
        size: table.u64(at + 24),
        offset: table.u64(at + 32),
        type: table.u32(at + 64) & 0xffff,
    };
    if (section.offset !== 0)
        reader.mustHold(section.offset, section.size, "section");
    return section;
}
/** The loader section's import files: each a path, a file and a member. The first only holds the search path. */
async function readImports(reader, loader) {
    const header = await reader.fields(loader, 56, "loader section");
    const [length, count, offset] = [header.u32(12), header.u32(16), header.u64(24)];
    if (count > mostImports)
        throw reader.malformed(`it claims ${count} import files`);
    const names = (await reader.fields(loader + offset, length, "import files")).bytes.toString("latin1").split("\0");
    return Array.from({ length: Math.max(count - 1, 0) }, (_, index) => {
        const [path = "", file = "", member = ""] = names.slice(3 * (index + 1));
        return `${path === "" ? "" : `${path}/`}${file}${member === "" ? "" : `(${member})`}`;
    });
}

;// CONCATENATED MODULE: ./build/prove/read.js









const read_formats = [
    { matches: startsWith("\x7fELF"), read: readElf },
    { matches: startsWith("MZ"), read: readPe },
    {
        matches: startsWith("\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe"),
        read: readMachO,
    },
    { matches: isFatMachO, read: readFatMachO },
    { matches: startsWith("\0asm\x01\0\0\0"), read: readWasm },
    { matches: startsWith("!<arch>\n", "!<thin>\n"), read: (file) => readArchive(file, read_readMember) },
    { matches: startsWith("\x01\xf7"), read: readXcoff },
    { matches: isPlan9, read: readPlan9 },
];
/**
 * Reads what a binary says of itself from its headers, by position: a file of any size costs a few small reads. A file of
 * no known format gives facts of format `unknown`. Throws an Error of one sentence where the file is empty, cut off or
 * contradicts itself, and the file system's own error where it cannot be read.
 */
async function readBinary(file) {
    return withReader(file, async (reader) => {
        if (reader.size === 0)
            throw new Error("the file is empty");
        return (await readKnown(reader)) ?? unknownFacts;
    });
}
async function readKnown(reader) {
    const head = (await reader.fields(0, Math.min(16, reader.size), "magic")).bytes;
    return read_formats.find(({ matches }) => matches(head))?.read(reader);
}
/** A member of an archive: an object with a magic of its own, or one of Windows, which has none. */
async function read_readMember(member) {
    if (member.size === 0)
        return undefined;
    const head = (await member.fields(0, Math.min(16, member.size), "magic")).bytes;
    if (startsWith("!<arch>\n")(head))
        return undefined;
    return (await readKnown(member)) ?? (await readCoffObject(member));
}
function startsWith(...magics) {
    return (head) => magics.some((magic) => head.subarray(0, magic.length).equals(Buffer.from(magic, "latin1")));
}
/** Java's classes share the magic, followed by their version, which is never below 45; no fat file has so many slices. */
function isFatMachO(head) {
    const magic = startsWith("\xca\xfe\xba\xbe", "\xca\xfe\xba\xbf")(head);
    return magic && head.length >= 8 && head.readUInt32BE(4) < 45;
}

;// CONCATENATED MODULE: ./build/prove/prove.js








/** Holds every binary of a target against what it must be, then runs it. The first that fails ends it. */
async function prove(host, question) {
    const nss = checkNss(question);
    if (nss !== undefined) {
        return failed("proof", nss, []);
    }
    const binaries = [];
    for (const built of question.binaries) {
        const outcome = await proveOne(host, question, built);
        if (outcome.kind === "failed") {
            return outcome;
        }
        binaries.push(...outcome.binaries);
    }
    return { kind: "proven", binaries };
}
/** What a static binary calls of glibc that could not be linked in, as a problem where the plan says that it is one. */
function checkNss({ target, log }) {
    const uses = target.nss === "fails" ? findNssUse(log) : [];
    if (uses.length === 0) {
        return undefined;
    }
    return (`the program is not static in full: it calls ${describeNssUse(uses)}, which glibc loads from the system that it runs ` +
        "on, and which crashes where that has another glibc; leave it out with a build tag of the module that calls it, " +
        "set `libc: musl`, which has it built in, or, if it is never called where it matters, `static: allow-nss`");
}
async function proveOne(host, question, built) {
    const { target, toolchain, emulator, directory } = question;
    const name = built.build.file;
    let facts;
    try {
        facts = await readBinary(built.file);
    }
    catch (error) {
        return failed("proof", `${name} cannot be read: ${messageOf(error)}`, []);
    }
    const { expectation } = built.build;
    const problems = [...checkBinary(facts, expectation), ...(await checkFloor(built.file, facts, expectation.glibc))];
    if (problems.length > 0) {
        return failed("proof", `${name} ${problems.join("; it ")}`, problems);
    }
    const run = target.run;
    const { interpreter } = facts;
    const trial = await tryRun(host, { run, file: built.file, interpreter, directory, toolchain, emulator }).catch((error) => ({ kind: "failed", message: `it could not be started: ${messageOf(error)}`, log: [] }));
    if (trial.kind === "failed") {
        return failed("run", `${name}: ${trial.message}`, trial.log);
    }
    const { size } = await (0,promises_.stat)(built.file);
    return { kind: "proven", binaries: [{ built, bytes: size, facts, trial }] };
}
/** Names the symbols too, which are read only where they are wanted. */
async function checkFloor(file, facts, glibc) {
    const found = glibc === undefined ? [] : findTooNew(facts, glibc);
    if (glibc === undefined || found.length === 0) {
        return [];
    }
    const symbols = await readSymbolVersions(file).catch(() => new Map());
    return [describeTooNew(found, symbols, glibc)];
}
function failed(stage, message, log) {
    return { kind: "failed", stage, message, log };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
;// CONCATENATED MODULE: ./build/targets/library-packages.js
/**
 * Made by scripts/library-packages.ts on 2026-11-24 from the Contents indexes of debian-11, debian-12:
 * change it there.
 */
/** A -dev package, the names that pkg-config knows of it, and those of its libraries. */
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
/** The package of a library, by its pkg-config name. */
const pkgConfigPackages = invert(1);
/** The package of a library, by the name that -l takes. */
const libraryPackages = invert(2);
/** The import libraries and others that come with mingw-w64, by the name that -l takes. */
const mingwLibraries = new Set("CINTIME PS5UI PSCRIPT5 UNIDRV UNIDRVUI acledit aclui activeds admparse admwprox adptif adsiid adsiisex adsldpc advapi32 advpack agentanm akscoinst alrsvc amstrmid apcups apphelp appmgmts appmgr aqueue asp aspperf asycfilt atkctrs atl atmlib atomic atrace audiosrv authz autodisc avicap32 avifil32 avrt azroles basesrv batmeter batt bcrypt bits bluetoothapis bootvid browser bthci bthprops cabinet cabview cards catsrv catsrvut cc1plugin ccfgnt cdfview cdm certcli cfgbkend cfgmgr32 chtskdic cimwin32 classpnp clb clbcatq clfsw32 cliconfg clusapi cmcfg32 cmdial32 cmpbk32 cmutil cnetcfg cnvfat coadmin colbact comctl32 comdlg32 compstui computecore computenetwork computestorage comres comsetup comsnap comsvcs comuid connect console corpol cp1plugin credui crypt32 cryptdlg cryptdll cryptext cryptnet cryptsp cryptsvc cryptui cryptxml cscapi cscdll cscui csrsrv d2d1 d3d10 d3d11 d3d12 d3d8thk d3d9 d3dcompiler d3dcompiler_33 d3dcompiler_34 d3dcompiler_35 d3dcompiler_36 d3dcompiler_37 d3dcompiler_38 d3dcompiler_39 d3dcompiler_40 d3dcompiler_41 d3dcompiler_42 d3dcompiler_43 d3dcompiler_46 d3dcompiler_47 d3dcsx_46 d3dcsxd d3dcsxd_43 d3dx10 d3dx10_33 d3dx10_34 d3dx10_35 d3dx10_36 d3dx10_37 d3dx10_38 d3dx10_39 d3dx10_40 d3dx10_41 d3dx10_42 d3dx10_43 d3dx11 d3dx11_42 d3dx11_43 d3dx9 d3dx9_24 d3dx9_25 d3dx9_26 d3dx9_27 d3dx9_28 d3dx9_29 d3dx9_30 d3dx9_31 d3dx9_32 d3dx9_33 d3dx9_34 d3dx9_35 d3dx9_36 d3dx9_37 d3dx9_38 d3dx9_39 d3dx9_40 d3dx9_41 d3dx9_42 d3dx9_43 d3dxof davclnt dbgeng dbghelp dbnetlib dbnmpntw dciman32 dcomp ddraw delayimp devmgr devobj devrtl dhcpcsvc dhcpcsvc6 dhcpsapi digest dimsntfy dimsroam dinput dinput8 diskcopy dismapi dmconfig dmdskmgr dmivcitf dmoguids dmutil dmvdsitf dnsapi dnsrslvr dpapi dpnaddr dpnet dpnhupnp dpnlobby dpvoice drprov ds32gt dsauth dskquota dsound dsound3d dsprop dsquery dssec dssenh dsuiext duser dwmapi dwrite dxerr8 dxerr9 dxgi dxguid dxva2 eappcfg eappgnui eapphost eappprxy efsadu es esent esentprf eventlog evntagnt evr exstrace fastprox faultrep fcachdll fdeploy feclient filemgmt fldrclnr fltlib fmifs fontsub framedyn ftpctrs2 ftpmib fwpuclnt fxsapi fxscfgwz fxsdrv fxsocm fxsperf fxsroute fxsst fxst30 fxstiff fxsui fxswzrd gcc gcc_eh gcc_s gcov gdi32 gdiplus getuname glmf32 glu32 gmon gomp gpedit gpkcsp gptext guitrn hal hbaapi hgfs hid hidclass hidparse hlink hmmapi hnetcfg hnetwiz hostmib hotplug htmlhelp htrn_jis httpapi httpext httpmib httpodbc htui hypertrm iashlpr iaspolcy iassam iassvcs icaapi icfgnt5 icm32 icmp icmui icwconn icwdial icwdl icwphbk icwutil idq ieakeng iedkcs32 ieencode iernonce iesetup igmpagnt iis iisadmin iiscfg iisrtl iissuba iisui iisutil iiswmi imagehlp imeshare imgutil imjp81k imjpcus imjpdct imjputyc imm32 imsinsnt imskdic inetcfg inetcomm inetmib1 infoadmn infocomm infoctrs infosoft initpki input inseng iphlpapi ipmontr ipnathlp iprop iprtprio iprtrmgr ipsecsvc ipxsap irclass isatq iscomlog iscsidsc isign32 iyuv_32 jet500 jsproxy kd1394 kdcom kerberos kernel32 keymgr ks ksecdd ksguid ksuser ktmw32 largeint linkinfo lmmib2 loadperf localspl locationapi log loghours lonsint lpk lprhelp lsasrv lz32 m mag_hook mapi32 mapistub mcastmib mcd32 mcdsrv32 mchgrcoi mciavi32 mcicda mciole32 mciqtz32 mciseq mciwave mdminst mf mf3216 mfc42 mfc42u mfcore mfplat mfplay mfreadwrite mfsensorgroup mfuuid mgmtapi midimap migism miglibnt mincore mingw32 mingwex mingwthrd mlang mll_hp mll_mtf mll_qic mmdevapi mmfutil mmutilse mobsync modemui mofd moldname mpr mprapi mprddm mprmsg mprui mqad mqcertui mqdscli mqise mqlogmgr mqperf mqrt mqrtdep mqsec mqupgrd mqutil msacm32 msadcs msado15 msafd msasn1 mscat32 mscms msctfmonitor msdadiag msdart msdmo msdrm msdtclog msdtcprx msdtcstp msdtctm msdtcuiu msftedit msgina msgr3en msgrocm msgsvc mshtml msi msimg32 msimtf msir3jp msisip mslbui msls31 msmqocm msobdl msobmain msoe msoeacct msoert2 msoledbsql mspatcha msports msrating msrle32 mssign32 mssip32 mstask mstlsapi msutb msv1_0 msvcirt msvcp120_app msvcp60 msvcr100 msvcr110 msvcr120 msvcr120_app msvcr120d msvcr80 msvcr90 msvcr90d msvcrt msvcrt-os msvfw32 msvidc32 msw3prt mswsock msyuv mtxclu mtxdm mtxex mtxoci mydocs ncobjapi ncrypt ncxpnt nddeapi nddenb32 ndfapi ndis ndisnpp netapi32 netcfgx netid netio netlogon netman netoc netplwiz netrap netshell netui0 netui1 netui2 newdev nntpapi normaliz npptools nshipsec ntdll ntdllcrt ntdsapi ntdsbcli ntlanman ntlanui ntlsapi ntmarta ntmsapi ntoc ntoskrnl ntprint ntquery ntshrui ntvdm64 nwprovau oakley occache ocgen ocmanage ocmsn odbc32 odbc32gt odbcbcp odbcconf odbccp32 odbccr32 odbccu32 odbctrac oeimport oemiglib ole32 oleacc oleaut32 olecli32 olecnv32 oledb32 oledlg olesvr32 opends60 opengl32 osuninst p2p p2pcollab p2pgraph pathcch pautoenr pcwum pdh perfctrs perfdisk perfnet perfos perfproc perfts photowiz pidgen pintlcsd policman polstore portabledeviceguids powrprof printui prntvpt profmap propsys psapi psbase pschdprf pstorec pstorsvc pthread qmgr qosname quadmath quartz query qutil qwave rasadhlp rasapi32 rasauto raschap rasctrs rasdlg rasman rasmans rasmontr rasmxs rasppp rasrad rassapi rasser rastapi rastls rdpcfgex rdpsnd rdpwsx regapi regsvc resutil resutils riched20 rnr20 routetab rpcdiag rpchttp rpcns4 rpcref rpcrt4 rpcss rsaenh rstrtmgr rtm rtutils runtimeobject samlib samsrv sapi scarddlg sccbase scecli scesrv schannel schedsvc sclgntfy scredir script scrnsave scrnsavw scrobj scrrun sdhcinst seclogon secur32 security sens sensapi senscfg sensorsapi seo serialui serwvdrv setupapi setupqry sfc sfc_os sfcfiles sfmapi shcore shdocvw shell32 shfolder shimeng shimgvw shlwapi shscrap shsvcs sigtab sisbkup skdll slbcsp slc slcext slwga smtpapi smtpctrs snmpapi snmpmib snprfdll softpub spoolss sqlsrv32 sqlxmlx srchctls srclient srrstr srvsvc ssdpapi ssinc ssp ssp_nonshared sspicli staxmem sti sti_ci storprop streamci strmfilt strmiids svcpack sxs synceng synchronization syncui sysinv sysmod syssetup t2embed tapi32 tapiperf taskschd tbs tcpmib tdh traffic tsappcmp tsbyuv tsd32 tsoc txfw32 ucrt ucrtapp ucrtbase udhisapi ufat umandlg umdmxfrm umpnpmgr uniime unimdmat uniplat untfs upnp upnpui url urlauth urlmon usbcamd2 usbd usbport user32 userenv usp10 utildll uuid uxtheme vcruntime140_app vdsutil verifier version vfw32 vgx virtdisk vmx_mode vssapi w32time w32topl w3core w3ctrs w3dt w3isapi w3ssl w3tp wab32 wabimp wamreg wbemcore wbemupgd wbemuuid wdigest wdmaud wdsclient wdsclientapi wdscore wdscsl wdsimage wdstptc wdsupgcompl wdsutil webauthn webcheck webclnt webhits websocket wecapi wer wevtapi wevtfwd wiadss wiarpc wiaservc wiashext wimgapi windowsapp windowsappcompat windowscodecs winfax winhttp winhvemulation winhvplatform wininet winipsec winmm winpthread winrnr winscard winspool winsrv winsta winstorecompat wintrust winusb wkssvc wlanapi wlanui wlanutil wldap32 wlnotify wlstore wmcodecdspuuid wmi wmi2xml wmiaprpl wmilib wmiprop wmisvc wofutil wow64 wow64cpu wow64mib wow64win wpd_ci ws2_32 ws2help wscapi wscsvc wsdapi wshatm wshbth wslapi wsock32 wtsapi32 x3daudio x3daudio1_2 x3daudio1_3 x3daudio1_4 x3daudio1_5 x3daudio1_6 x3daudio1_7 x3daudiod1_7 xapofx xapofx1_0 xapofx1_1 xapofx1_2 xapofx1_3 xapofx1_4 xapofx1_5 xapofxd1_5 xaudio2_8 xinput xinput1_1 xinput1_2 xinput1_3 xinput1_4 xinput9_1_0 zoneoc".split(" "));

;// CONCATENATED MODULE: ./build/survey/releases.js
/** Releases by number, with the names of their suites. Sources: the distributions' lists of releases. */
const releases = {
    debian: { "11": "bullseye", "12": "bookworm", "13": "trixie" },
    ubuntu: { "20.04": "focal", "22.04": "jammy", "24.04": "noble", "26.04": "resolute" },
};
/**
 * A release of the machine's own distribution, by a name such as `debian-13`; or why it cannot be had, in a sentence.
 * Another distribution's archive is signed by keys that the machine need not have.
 */
function findRelease(name, own) {
    const known = releases[own.id] ?? {};
    const all = Object.keys(known).map((version) => `${own.id}-${version}`);
    const version = name.startsWith(`${own.id}-`) ? name.slice(own.id.length + 1) : "";
    const codename = known[version];
    if (name === `${own.id}-${own.version}`) {
        return own;
    }
    if (codename === undefined) {
        return `release: "${name}" is none that can be asked from this machine; it is one of ${[...new Set([`${own.id}-${own.version}`, ...all])].join(", ")}`;
    }
    return { id: own.id, version, codename, title: name, sourcesOf: own.codename };
}

;// CONCATENATED MODULE: ./build/targets/toolchains.js

/** Source of the interpreters: each architecture's ELF ABI supplement; checked against crt files of Debian 12 and 13. */
const linuxRows = {
    "386": ["i686-linux-gnu", "i386", "/lib/ld-linux.so.2"],
    amd64: ["x86_64-linux-gnu", "amd64", "/lib64/ld-linux-x86-64.so.2"],
    armel: ["arm-linux-gnueabi", "armel", "/lib/ld-linux.so.3"],
    armhf: ["arm-linux-gnueabihf", "armhf", "/lib/ld-linux-armhf.so.3"],
    arm64: ["aarch64-linux-gnu", "arm64", "/lib/ld-linux-aarch64.so.1"],
    loong64: ["loongarch64-linux-gnu", "loong64", "/lib64/ld-linux-loongarch-lp64d.so.1"],
    mips: ["mips-linux-gnu", "mips", "/lib/ld.so.1"],
    mipsle: ["mipsel-linux-gnu", "mipsel", "/lib/ld.so.1"],
    mips64: ["mips64-linux-gnuabi64", "mips64", "/lib64/ld.so.1"],
    mips64le: ["mips64el-linux-gnuabi64", "mips64el", "/lib64/ld.so.1"],
    ppc64le: ["powerpc64le-linux-gnu", "ppc64el", "/lib64/ld64.so.2"],
    riscv64: ["riscv64-linux-gnu", "riscv64", "/lib/ld-linux-riscv64-lp64d.so.1"],
    s390x: ["s390x-linux-gnu", "s390x", "/lib/ld64.so.1"],
};
function linuxToolchain([triple, debianArchitecture, interpreter]) {
    const packageTriple = triple.replaceAll("_", "-");
    return {
        triple,
        // The libc headers are only a Recommends of the compiler, so they are always named.
        c: [`gcc-${packageTriple}`, `libc6-dev-${debianArchitecture}-cross`],
        cxx: [`g++-${packageTriple}`],
        programs: { cc: `${triple}-gcc`, cxx: `${triple}-g++`, ar: `${triple}-ar` },
        interpreter,
        multiarch: triple.replace(/^i686-/, "i386-"),
        architecture: debianArchitecture,
        libraries: `usr/${triple}`,
    };
}
/** mingw-w64 with POSIX threads: the only model with std::thread. Its plain names are alternatives, made by no package. */
function mingwToolchain(triple) {
    const packageArchitecture = triple.replace(/-w64-mingw32$/, "").replaceAll("_", "-");
    return {
        triple,
        c: [`gcc-mingw-w64-${packageArchitecture}-posix`],
        cxx: [`g++-mingw-w64-${packageArchitecture}-posix`],
        programs: { cc: `${triple}-gcc-posix`, cxx: `${triple}-g++-posix`, ar: `${triple}-ar` },
        interpreter: undefined,
        multiarch: triple,
        architecture: undefined,
        libraries: `usr/${triple}`,
    };
}
const toolchains = new Map([
    ...Object.entries(linuxRows).map(([arch, row]) => [`linux/${arch}`, linuxToolchain(row)]),
    ["windows/amd64", mingwToolchain("x86_64-w64-mingw32")],
    ["windows/386", mingwToolchain("i686-w64-mingw32")],
]);
// Without optimisation, clang before 22 reads and writes what is not aligned as if it were, unless it is told not to.
const mips32Flags = ["-march=mips32r2", "-mfpxx", "-mllvm", "-fast-isel=0"];
const mipsLinker = {
    reason: "lld links no C++ for MIPS that is not position-independent, and from 22 on nothing with Debian's crt files",
    lldSince: undefined,
};
/**
 * Source of the flags: what `gcc -v` of each of Debian 12's compilers says it was configured with. Source of the linkers:
 * programs in C and C++, dynamic and static, linked by lld 14, 15, 16, 19 and 22 and run.
 */
const clangTargets = {
    "i686-linux-gnu": { flags: ["-march=i686"], gnuLinker: undefined },
    "x86_64-linux-gnu": { flags: ["-march=x86-64"], gnuLinker: undefined },
    "arm-linux-gnueabi": {
        // Below ARMv6 clang calls libatomic where gcc calls its own library. lld takes libraries in any order.
        flags: ["-march=armv5te", "-mfloat-abi=soft", "-Wl,--push-state,--as-needed,-latomic,--pop-state"],
        gnuLinker: undefined,
    },
    "arm-linux-gnueabihf": {
        flags: ["-march=armv7-a", "-mfpu=vfpv3-d16", "-mfloat-abi=hard", "-mthumb"],
        gnuLinker: undefined,
    },
    "aarch64-linux-gnu": { flags: ["-march=armv8-a"], gnuLinker: undefined },
    "loongarch64-linux-gnu": {
        flags: ["-mabi=lp64d"],
        gnuLinker: { reason: "what lld links static for loong64 crashes", lldSince: undefined },
    },
    "mips-linux-gnu": { flags: mips32Flags, gnuLinker: mipsLinker },
    "mipsel-linux-gnu": { flags: mips32Flags, gnuLinker: mipsLinker },
    "mips64-linux-gnuabi64": { flags: ["-march=mips64r2"], gnuLinker: mipsLinker },
    "mips64el-linux-gnuabi64": { flags: ["-march=mips64r2"], gnuLinker: mipsLinker },
    "powerpc64le-linux-gnu": { flags: ["-mcpu=power8"], gnuLinker: undefined },
    "riscv64-linux-gnu": {
        flags: ["-march=rv64gc", "-mabi=lp64d"],
        gnuLinker: { reason: "lld before 15 cannot relax the code that the C library's files have", lldSince: 15 },
    },
    "s390x-linux-gnu": {
        flags: ["-march=z196"],
        gnuLinker: { reason: "lld 16 does not know s390x, and 19 does", lldSince: 19 },
    },
    "x86_64-w64-mingw32": { flags: [], gnuLinker: undefined },
    "i686-w64-mingw32": { flags: [], gnuLinker: undefined },
};
/** What clang must be told of a toolchain's target. */
function clangTarget({ triple }) {
    const found = clangTargets[triple];
    if (found === undefined) {
        throw new Error(`no clang row for ${triple}`);
    }
    return found;
}
const macRunner = "build it in a job on a macOS runner, where Go finds Apple's compiler";
/** Why a target has no C toolchain here, and what to do instead. By `os/arch`, then by `os`. */
const withoutToolchain = {
    "linux/ppc64": "Debian's C library for ppc64 has the ABI v1 and Go emits ABI v2; use linux/ppc64le, or leave C out with `cgo: off`",
    "windows/arm64": "neither Debian nor Ubuntu packages a mingw-w64 for it; build it in a job on a `windows-11-arm` runner",
    aix: "its C library exists on AIX only; build it there",
    android: "Android's C compiler is the NDK's, which apt does not have; build it with the NDK",
    darwin: `Apple's C headers and libraries come with Xcode only; ${macRunner}`,
    dragonfly: "no Linux distribution packages its C library; build it on DragonFly BSD",
    freebsd: "no Linux distribution packages its C library; build it in a FreeBSD virtual machine",
    illumos: "no Linux distribution packages its C library; build it on illumos",
    ios: `Apple's C headers and libraries come with Xcode only; ${macRunner}`,
    netbsd: "no Linux distribution packages its C library; build it in a NetBSD virtual machine",
    openbsd: "no Linux distribution packages its C library; build it in an OpenBSD virtual machine",
    solaris: "its C library exists on Solaris only; build it there",
};
/**
 * The C toolchain for a target, or why there is none.
 * @param levels The target's effective values of Go's variant variables, such as `{ GOARM: "6" }`.
 */
function cSupport(target, levels) {
    if (target.os === "linux" && target.arch === "arm") {
        return armSupport(levels["GOARM"] ?? "");
    }
    const mips = levels["GOMIPS"] ?? levels["GOMIPS64"] ?? "";
    if (target.os === "linux" && mips.includes("softfloat")) {
        return none(target, "the C libraries that distributions have for MIPS are hard-float; use hardfloat or `cgo: off`");
    }
    const toolchain = toolchains.get(`${target.os}/${target.arch}`);
    if (toolchain !== undefined) {
        return { kind: "toolchain", toolchain, staticBecause: undefined };
    }
    const reason = withoutToolchain[`${target.os}/${target.arch}`] ?? withoutToolchain[target.os];
    return none(target, reason ?? "no distribution packages a C compiler for it; leave C out with `cgo: off`");
}
function none(target, reason) {
    return { kind: "none", reason: `there is no C toolchain for ${targetName(target)} here: ${reason}` };
}
/**
 * armhf is ARMv7 with VFP and Thumb-2 down to its crt files, so anything below it takes the armel toolchain. armel's
 * loader is missing on most systems with such a processor (Raspberry Pi OS is armhf), hence static.
 */
function armSupport(goarm) {
    if (goarm === "7" || goarm === "7,hardfloat") {
        return { kind: "toolchain", toolchain: linuxToolchain(linuxRow("armhf")), staticBecause: undefined };
    }
    return {
        kind: "toolchain",
        toolchain: linuxToolchain(linuxRow("armel")),
        staticBecause: `GOARM=${goarm} is built with the soft-float armel toolchain, whose dynamic loader most such systems lack`,
    };
}
function linuxRow(arch) {
    const row = linuxRows[arch];
    if (row === undefined) {
        throw new Error(`no toolchain row for ${arch}`);
    }
    return row;
}
/**
 * Targets that Go links with the system's own linker even without cgo, so that they cannot be built by Go alone.
 * Source: MustLinkExternal in Go's internal/platform/supported.go.
 */
function needsCLinker(target) {
    return (target.os === "android" && target.arch !== "arm64") || (target.os === "ios" && target.arch === "arm64");
}
/** The table of targets that can have C, for the documents. */
function targetRows() {
    const notes = {
        "linux/armel": "linked static: such systems lack its loader",
        "linux/armhf": "ARMv7 with VFP",
        "linux/loong64": "Debian 13 and later",
        "linux/mips": "hard-float",
        "linux/mipsle": "hard-float",
        "linux/mips64": "hard-float",
        "linux/mips64le": "hard-float",
        "windows/amd64": "C runtime linked in, POSIX threads",
        "windows/386": "C runtime linked in, POSIX threads",
    };
    const names = {
        "linux/armel": "linux/arm/v5, linux/arm/v6",
        "linux/armhf": "linux/arm/v7",
    };
    return [...toolchains].map(([key, toolchain]) => ({
        target: names[key] ?? key,
        compiler: toolchain.c[0] ?? "",
        notes: notes[key] ?? "",
    }));
}
/** Debian's name of the architecture of a machine that programs run on, by Go's. */
function hostArchitecture(arch) {
    const [, architecture] = linuxRow(arch === "arm" ? "armhf" : arch);
    return architecture;
}
/** Debian's multiarch name of a machine that programs run on, by Go's name of its architecture. */
function hostMultiarch(arch) {
    const [triple] = linuxRow(arch === "arm" ? "armhf" : arch);
    return triple.replace(/^i686-/, "i386-");
}

;// CONCATENATED MODULE: ./build/plan/cgo.js




/** Decides for one target. Never leaves C out of a program that has it unless `cgo: off` says so. */
function decideCgo(question) {
    const { inputs, survey } = question;
    const name = targetName(survey.target);
    const need = whyC(question);
    if (inputs.cgo === "off") {
        return cgo_leaveOut(question, need);
    }
    if (inputs.cgo === "auto" && need === undefined) {
        return { kind: "off", why: whyNoC(survey), warning: undefined };
    }
    if (!survey.platform.cgoSupported) {
        const reason = need ?? "cgo: on";
        return problem(`${name}: this Go has no cgo for it (${reason}); take it out of targets, or set \`cgo: off\``);
    }
    return withToolchain(question, need ?? "cgo: on");
}
function problem(sentence) {
    return { kind: "problem", problem: sentence };
}
/** Why the program cannot be built without C; undefined where it can. */
function whyC({ inputs, survey }) {
    if (survey.need.required.length > 0) {
        return `C in ${list(survey.need.required)}`;
    }
    if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
        return `buildmode ${inputs.buildmode}`;
    }
    const instrumented = inputs.goFlags.find((flag) => /^--?(race|msan|asan)(=true)?$/.test(flag));
    if (instrumented !== undefined && survey.target.os !== "darwin") {
        return instrumented;
    }
    if (needsCLinker(survey.target)) {
        return "Go links it with the system's own linker";
    }
    if (inputs.buildmode === "pie" && !hasInternalPie(survey)) {
        return "buildmode pie, which Go links with the C linker there";
    }
    return undefined;
}
/** Source: InternalLinkPIESupported in Go's internal/platform/supported.go. */
function hasInternalPie({ target }) {
    const linux = ["amd64", "arm64", "loong64", "ppc64", "ppc64le", "s390x"];
    return target.os === "linux"
        ? linux.includes(target.arch)
        : ["android", "darwin", "ios", "windows"].includes(target.os);
}
function whyNoC(survey) {
    const { optional } = survey.need;
    return optional.length === 0 ? "no C in it" : `only ${list(optional)} could use C, and have a pure Go form`;
}
function cgo_leaveOut({ inputs, survey }, need) {
    const name = targetName(survey.target);
    if (need === undefined || survey.need.required.length > 0) {
        const warning = need === undefined ? undefined : `${name}: left out as \`cgo: off\` asks: ${need}`;
        return { kind: "off", why: "cgo: off", warning };
    }
    const way = inputs.buildmode === "default" ? "set `cgo: auto`" : "set `cgo: auto`, or choose another buildmode";
    return problem(`${name}: cannot be built with \`cgo: off\` (${need}); ${way}`);
}
function withToolchain(question, why) {
    const { survey, machine } = question;
    const name = targetName(survey.target);
    const support = cSupport(survey.target, survey.environment.levels);
    const own = survey.target.os === machine.os && survey.target.arch === machine.arch;
    const { cxx } = survey.need;
    const floor = chooseRelease(question);
    if (typeof floor === "string") {
        return problem(`${name}: ${floor}`);
    }
    const { release } = floor;
    const programs = own && release === undefined ? hostPrograms(question) : undefined;
    if (programs !== undefined) {
        return {
            kind: "on",
            why,
            toolchain: { kind: "host", id: "host", cxx, programs },
            interpreter: support.kind === "toolchain" ? support.toolchain.interpreter : undefined,
            names: support.kind === "toolchain" ? namesOf(support.toolchain) : undefined,
            staticBecause: undefined,
            notes: [],
        };
    }
    if (support.kind === "none") {
        return problem(`${name} needs C (${why}), but ${support.reason}`);
    }
    if (machine.aptMissing !== undefined) {
        return problem(`${name} needs a C compiler (${why}), but ${machine.aptMissing}; run on Debian or Ubuntu`);
    }
    const toolchain = own ? ownToolchain(support.toolchain) : support.toolchain;
    const compiler = chooseCompiler(question);
    if (compiler.kind === "problem") {
        return problem(`${name}: ${compiler.sentence}`);
    }
    const make = compiler.kind === "clang" ? clangToolchain : aptToolchain;
    return {
        kind: "on",
        why,
        toolchain: make(question, toolchain, release),
        interpreter: toolchain.interpreter,
        names: namesOf(toolchain),
        staticBecause: support.staticBecause,
        notes: compiler.note === undefined ? [] : [compiler.note],
    };
}
function namesOf({ triple, multiarch, architecture }) {
    return { triple, multiarch, architecture };
}
/** The machine's own compiler, for the machine's own target; undefined where there is none that would do. */
function hostPrograms({ inputs, survey, machine }) {
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
/** Which compiler is fetched for a target. */
function chooseCompiler({ inputs, survey }) {
    if (inputs.compiler === "gcc") {
        return { kind: "gcc", note: undefined };
    }
    if (survey.target.os === "windows" && survey.need.cxx) {
        const note = "compiled by gcc: the C++ library that distributions have for Windows is made for gcc alone";
        return { kind: "gcc", note };
    }
    const words = [...inputs.goFlags, ...inputs.cgoCflags, ...inputs.cgoCxxflags, ...inputs.cgoLdflags];
    const unserved = words.find((word) => /^--?(asan|msan)(=true)?$|^-fopenmp/.test(word));
    if (unserved !== undefined) {
        const sentence = `${unserved} needs a library of clang's own, which distributions have for the machine's own processor alone; ` +
            "leave it out, or set `compiler: gcc`";
        return { kind: "problem", sentence };
    }
    return { kind: "clang", note: undefined };
}
/** clang's part of a toolchain: what gcc would need, of which the compiler itself is then left out. */
function clangToolchain({ survey, machine }, gcc, release) {
    const { triple } = gcc;
    const { cxx } = survey.need;
    const { flags, gnuLinker } = clangTarget(gcc);
    const lld = gnuLinker === undefined || (machine.clang?.version ?? 0) >= (gnuLinker.lldSince ?? Infinity);
    const programs = { cc: `${triple}-clang`, cxx: `${triple}-clang++`, ar: `${triple}-ar` };
    return {
        kind: "clang",
        id: withRelease(`clang-${triple}`, release),
        cxx,
        release,
        toolchain: { ...gcc, programs },
        packages: [...gcc.c, ...(cxx ? gcc.cxx : []), ...(lld ? [] : [`binutils-${triple.replaceAll("_", "-")}`])],
        compiler: machine.clang,
        flags,
        linker: lld ? "lld" : "gnu",
    };
}
function aptToolchain({ inputs, survey }, toolchain, release) {
    const { cxx } = survey.need;
    const packages = cxx ? [...toolchain.c, ...toolchain.cxx] : toolchain.c;
    const sanitizers = inputs.goFlags.some((flag) => /^--?(asan|msan)(=true)?$/.test(flag));
    return { kind: "apt", id: withRelease(toolchain.triple, release), cxx, release, toolchain, packages, sanitizers };
}
/** The machine's own target where it has no compiler installed: no distribution has a cross compiler for itself. */
function ownToolchain(toolchain) {
    return { ...toolchain, c: ["gcc", "libc6-dev"], cxx: ["g++"], libraries: "." };
}
/** What is of another release than the machine's own says so in its name. */
function withRelease(id, release) {
    return release === undefined ? id : `${id}-${release.codename}`;
}
/**
 * The release that a target's toolchain is taken from, so that the binary runs with the glibc that was asked for: the
 * newest of the machine's own distribution that has none newer. A reason, in a sentence, where there is none.
 */
function chooseRelease({ inputs, survey, machine }) {
    const { glibc: floor } = inputs;
    const { distribution } = machine;
    if (floor === undefined || inputs.static || survey.target.os !== "linux") {
        return { release: undefined };
    }
    if (distribution === undefined) {
        return `\`glibc: ${floor}\` needs the packages of Debian or Ubuntu, and this machine has none; leave it out`;
    }
    const releases = glibcReleases.filter(({ id }) => id === distribution.id);
    const own = releases.find(({ version }) => version === distribution.version);
    if (own !== undefined && compareVersions(own.glibc, floor) <= 0) {
        return { release: undefined };
    }
    const found = releases
        .filter(({ glibc }) => compareVersions(glibc, floor) <= 0)
        .map(({ id, version }) => findRelease(`${id}-${version}`, distribution))
        .filter((each) => typeof each !== "string")
        .at(-1);
    return found === undefined
        ? `no release of ${distribution.title.split(" ")[0]} that can be had from here has a glibc as old as ${floor}; ` +
            "choose a newer one, or set `static: true` or `libc: musl`, which need none"
        : { release: found };
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
function list(names) {
    const shown = names.slice(0, 3).join(", ");
    return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

;// CONCATENATED MODULE: ./build/plan/libraries.js




const libraries_none = { libraries: undefined, problems: [] };
/** Decides which of the distribution's C libraries are brought for a target. */
function planLibraries({ inputs, target }, decision) {
    if (decision.kind !== "on" || decision.names === undefined) {
        return libraries_none;
    }
    const { triple, multiarch, architecture } = decision.names;
    const release = decision.toolchain.kind === "host" ? undefined : decision.toolchain.release;
    const { auto, packages: named } = librariesOf(inputs.libraries, target.target);
    // The machine's own compiler finds what is installed. If it lacks one thing, all are taken from one place.
    const installed = decision.toolchain.kind === "host" && target.wants.every((want) => want.onHost);
    const asked = auto && !installed ? target.wants : [];
    const wants = asked.map(({ onHost: _, ...want }) => ({ ...want, package: knownPackage(want) }));
    if (named.length === 0 && wants.length === 0) {
        return libraries_none;
    }
    const mingw = architecture === undefined;
    const packages = [...new Set([...named, ...wants.flatMap((want) => want.package ?? [])])].sort();
    const id = withRelease(`libraries-${architecture ?? triple}`, release);
    const libraries = { id, release, triple, multiarch, architecture, packages, wants };
    return mingw ? planMingw(target, libraries) : { libraries, problems: [] };
}
function knownPackage({ kind, name }) {
    switch (kind) {
        case "pkg-config":
            return pkgConfigPackages.get(name);
        case "library":
            return libraryPackages.get(name);
        case "header":
            return undefined;
    }
}
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
function planMingw(target, plan) {
    const wants = plan.wants.map((want) => ({ ...want, package: mingwPackages.get(want.name) }));
    const lacking = wants.filter((want) => want.package === undefined);
    if (lacking.length > 0) {
        const all = lacking.map((want) => describeWant(want)).join(", ");
        const problem = `libraries: ${targetName(target.target)} needs ${all}, and neither mingw-w64 nor the distribution has that for ` +
            "Windows; put the library's own files into the program's sources and name their directory with -L in " +
            "`cgo-ldflags`, set `libraries: off` if the compiler finds it, or take the target out";
        return { libraries: undefined, problems: [problem] };
    }
    const named = plan.packages.filter((name) => !plan.wants.some((want) => want.package === name));
    const packages = [...new Set([...named, ...wants.flatMap((want) => want.package ?? [])])].sort();
    return { libraries: { ...plan, packages, wants }, problems: [] };
}
/** `-lpcap (github.com/google/gopacket/pcap)`. */
function describeWant({ kind, name, by }) {
    const what = { "pkg-config": `pkg-config's ${name}`, library: `-l${name}`, header: `<${name}>` }[kind];
    return `${what} (${by})`;
}
/** Targets of one architecture share what both need. */
function mergeLibraries(plans) {
    const merged = new Map();
    for (const plan of plans) {
        const other = merged.get(plan.id);
        const wants = new Map((other?.wants ?? []).map((want) => [`${want.kind} ${want.name}`, want]));
        for (const want of plan.wants) {
            const key = `${want.kind} ${want.name}`;
            const programs = [...new Set([...(wants.get(key)?.programs ?? []), ...want.programs])];
            wants.set(key, { ...want, programs });
        }
        merged.set(plan.id, {
            ...plan,
            packages: [...new Set([...(other?.packages ?? []), ...plan.packages])].sort(),
            wants: [...wants.values()],
        });
    }
    return [...merged.values()];
}

;// CONCATENATED MODULE: ./build/targets/toolchain-libraries.js

/**
 * What comes with every C toolchain, so that no package has to be looked for. Source of the Linux lists: the files of
 * libc6-dev, linux-libc-dev, libgcc-12-dev and libstdc++-12-dev of Debian 12.
 */
const linuxLibraries = new Set(("BrokenLocale anl c dl g m mcheck pthread resolv rt thread_db util " +
    "asan atomic gcc gcc_eh gcc_s gcov gomp hwasan itm lsan quadmath ssp_nonshared stdc++ stdc++fs supc++ tsan ubsan").split(" "));
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
/** Whether a header is of the C library, of the kernel, of the compiler, or of C++ itself. */
function isToolchainHeader(path) {
    const [first = "", ...rest] = path.split("/");
    return rest.length > 0
        ? headerDirectories.has(first)
        : !first.includes(".") || headers.has(first.replace(/\.h$/, ""));
}

;// CONCATENATED MODULE: ./build/provision/commands.js



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

;// CONCATENATED MODULE: ./build/targets/turns.js
/**
 * Lets so many pieces of work run at once; the others wait, and are started by rank, and within a rank in the order in
 * which they came.
 * @param atOnce At least 1.
 */
function makeTurns(atOnce) {
    const waiting = [];
    let free = atOnce;
    return async (work, rank = 0) => {
        if (free === 0) {
            await new Promise((start) => {
                const behind = waiting.findIndex((each) => each.rank > rank);
                waiting.splice(behind < 0 ? waiting.length : behind, 0, { start, rank });
            });
        }
        else {
            free -= 1;
        }
        try {
            return await work();
        }
        finally {
            const next = waiting.shift();
            if (next === undefined) {
                free += 1;
            }
            else {
                next.start();
            }
        }
    };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __nccwpck_require__(38522);
;// CONCATENATED MODULE: ./build/provision/pack.js





// As one object, since older Node versions, which never come here, lack some of its functions.


/** A pack that is not what it says. The message says what was found, and where in it. */
class BadPack extends Error {
    constructor(message, options) {
        super(message, options);
        this.name = "BadPack";
    }
}
/**
 * Everything below a directory, in the order of a pack.
 * @param take Given each path that is no directory; where it says no, the path is left out. Directories that then hold
 * nothing are left out too, but without `take` everything is listed.
 * @throws On sockets, devices and the like, and on what cannot be read.
 */
async function listTree(directory, take) {
    const turn = makeTurns(8);
    const found = await (0,promises_.readdir)(directory, { recursive: true, withFileTypes: true });
    const paths = found.map((each) => ({ path: (0,external_node_path_.relative)(directory, (0,external_node_path_.join)(each.parentPath, each.name)), each }));
    const taken = paths.filter(({ path, each }) => each.isDirectory() || take === undefined || take(path));
    const used = new Set(taken.flatMap(({ path, each }) => (each.isDirectory() ? [] : parents(path))));
    const wanted = taken.filter(({ path, each }) => take === undefined || !each.isDirectory() || used.has(path));
    const entries = await Promise.all(wanted.map(({ path }) => turn(() => readEntry(directory, path))));
    return entries.sort((left, right) => (left.path < right.path ? -1 : 1));
}
function parents(path) {
    const parent = (0,external_node_path_.dirname)(path);
    return parent === "." ? [] : [parent, ...parents(parent)];
}
async function readEntry(directory, path) {
    const place = (0,external_node_path_.join)(directory, path);
    const found = await (0,promises_.lstat)(place);
    const mode = found.mode & 0o777;
    if (found.isDirectory()) {
        return { kind: "directory", path, mode };
    }
    if (found.isSymbolicLink()) {
        return { kind: "link", path, target: await (0,promises_.readlink)(place) };
    }
    if (!found.isFile()) {
        throw new Error(`${place} is neither a file nor a directory nor a link`);
    }
    const bytes = await (0,promises_.readFile)(place);
    return { kind: "file", path, mode, size: bytes.length, sha256: sha256(bytes) };
}
/** One hash, in hex, of everything in a tree: names, kinds, modes, bytes and the targets of links. */
function treeDigest(entries) {
    return sha256(Buffer.from(entries.map((entry) => `${JSON.stringify(compact(entry))}\n`).join("")));
}
function sha256(bytes) {
    return (0,external_node_crypto_.createHash)("sha256").update(bytes).digest("hex");
}
/*
 * The file: groups of whole files, each compressed by itself, so that several are unpacked at once; then the list of
 * everything, compressed; then the list's length and the mark.
 */
const mark = Buffer.from("cgopack1");
const groupBytes = 4 << 20;
/** A list longer than this is no list of ours: the longest seen, of thirty compilers, has 20 MB. */
const listLimit = 256 << 20;
/** The longest that a group may be: that of one file, the largest compilers having 40 MB. */
const groupLimit = 1 << 30;
const openFile = (0,external_node_util_.promisify)(external_node_fs_.open);
const compress = (bytes) => (0,external_node_util_.promisify)(external_node_zlib_.zstdCompress)(bytes);
/** @param size What comes out, if it is known: in one piece, since joining many takes as long as making them. */
const decompress = (bytes, limit, size) => (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress)(bytes, {
    maxOutputLength: limit,
    ...(size === undefined ? {} : { chunkSize: Math.max(64, size) }),
});
function compact(entry) {
    switch (entry.kind) {
        case "directory":
            return ["d", entry.path, entry.mode];
        case "file":
            return ["f", entry.path, entry.mode, entry.size, entry.sha256];
        case "link":
            return ["l", entry.path, entry.target];
    }
}
/** Writes trees into one file. A file that changed since it was listed makes a pack that does not unpack. */
async function writePack(file, trees) {
    const handle = await (0,promises_.open)(file, "w");
    try {
        let at = 0;
        const packed = [];
        for (const tree of trees) {
            const groups = [];
            for await (const { bytes, size, files } of compressedGroups(tree)) {
                await handle.writev([bytes]);
                groups.push({ at, bytes: bytes.length, size, files });
                at += bytes.length;
            }
            const { name, about, entries } = tree;
            packed.push({ name, about, digest: treeDigest(entries), entries: entries.map(compact), groups });
        }
        const list = await compress(Buffer.from(JSON.stringify(packed)));
        const length = Buffer.alloc(4);
        length.writeUInt32LE(list.length);
        await handle.writev([list, length, mark]);
    }
    finally {
        await handle.close();
    }
}
/** A few are compressed at once, ahead of the one that is written. */
async function* compressedGroups({ directory, entries }) {
    const ahead = [];
    for (const group of groupFiles(entries)) {
        const made = compressGroup(directory, group);
        // Heard when its turn comes; until then it must not count as unheard.
        made.catch(() => undefined);
        ahead.push(made);
        const next = ahead.length >= 4 ? ahead.shift() : undefined;
        if (next !== undefined) {
            yield await next;
        }
    }
    for (const made of ahead) {
        yield await made;
    }
}
function groupFiles(entries) {
    const groups = [];
    let size = groupBytes;
    for (const entry of entries) {
        if (entry.kind !== "file") {
            continue;
        }
        if (size + entry.size > groupBytes) {
            groups.push([]);
            size = 0;
        }
        groups.at(-1)?.push(entry);
        size += entry.size;
    }
    return groups;
}
async function compressGroup(directory, files) {
    const contents = await Promise.all(files.map(({ path }) => (0,promises_.readFile)((0,external_node_path_.join)(directory, path))));
    const whole = Buffer.concat(contents);
    return { bytes: await compress(whole), size: whole.length, files: files.length };
}
/** Opens a pack and reads its list. Throws BadPack on anything that writePack would not have written. */
async function openPack(file) {
    const handle = await (0,promises_.open)(file, "r");
    try {
        const trees = await readList(handle);
        return {
            trees: trees.map(({ name, about, digest }) => ({ name, about, digest })),
            unpack: async (name, into, options = {}) => {
                const tree = trees.find((each) => each.name === name);
                if (tree === undefined) {
                    throw new BadPack(`it holds nothing named ${name}`);
                }
                await unpackTree(handle, tree, { into, mtime: options.mtime });
            },
            close: () => handle.close(),
        };
    }
    catch (error) {
        await handle.close();
        throw error;
    }
}
async function readList(handle) {
    const { size } = await handle.stat();
    const tail = await readAt(handle, size - 12, 12);
    const length = tail.readUInt32LE(0);
    if (!tail.subarray(4).equals(mark) || length > size - 12) {
        throw new BadPack("it is not an archive of ours, or not a whole one");
    }
    try {
        const text = await decompress(await readAt(handle, size - 12 - length, length), listLimit);
        const trees = JSON.parse(text.toString("utf8"));
        return trees.map((tree) => ({ ...tree, checked: checkEntries(tree) }));
    }
    catch (error) {
        throw error instanceof BadPack ? error : new BadPack("its list cannot be read", { cause: error });
    }
}
async function readAt(handle, position, length) {
    const bytes = Buffer.alloc(Math.max(0, length));
    const { bytesRead } = position < 0 ? { bytesRead: 0 } : await handle.read(bytes, 0, length, position);
    if (bytesRead !== length) {
        throw new BadPack("it is not an archive of ours, or not a whole one");
    }
    return bytes;
}
/** The list is as untrusted as the rest: paths stay inside, links too, parents are real directories, the digest fits. */
function checkEntries({ name, entries, digest }) {
    const directories = new Set(["."]);
    const seen = new Set();
    const checked = entries.map((compacted) => {
        const entry = expand(compacted);
        const { path } = entry;
        const wrong = (what) => new BadPack(`${name}: ${JSON.stringify(path)} ${what}`);
        if (path === "" || path.includes("\0") || path.split("/").some((part) => ["", ".", ".."].includes(part))) {
            throw wrong("is no path inside it");
        }
        if (!directories.has((0,external_node_path_.dirname)(path))) {
            throw wrong("lies in no directory of it");
        }
        if (seen.has(path)) {
            throw wrong("is in it twice");
        }
        seen.add(path);
        if (entry.kind === "directory") {
            directories.add(path);
        }
        if (entry.kind === "link" && leaves(path, entry.target)) {
            throw wrong(`is a link that leaves it, to ${JSON.stringify(entry.target)}`);
        }
        if (entry.kind !== "link" && (entry.mode & ~0o777) !== 0) {
            throw wrong("has a mode that is more than permissions");
        }
        return entry;
    });
    if (treeDigest(checked) !== digest) {
        throw new BadPack(`${name}: its list is not the one that was recorded`);
    }
    return checked;
}
function leaves(path, target) {
    const aim = (0,external_node_path_.normalize)((0,external_node_path_.join)((0,external_node_path_.dirname)(path), target));
    return target === "" || target.includes("\0") || target.startsWith("/") || aim === ".." || aim.startsWith("../");
}
function expand(entry) {
    const [kind, path] = entry;
    if (kind === "d" && typeof path === "string" && Number.isInteger(entry[2])) {
        return { kind: "directory", path, mode: entry[2] };
    }
    if (kind === "l" && typeof path === "string" && typeof entry[2] === "string") {
        return { kind: "link", path, target: entry[2] };
    }
    if (kind === "f" && typeof path === "string" && Number.isInteger(entry[2]) && Number.isInteger(entry[3])) {
        return { kind: "file", path, mode: entry[2], size: entry[3], sha256: String(entry[4]) };
    }
    throw new BadPack(`its list has an entry of no known kind: ${JSON.stringify(entry).slice(0, 100)}`);
}
async function unpackTree(handle, tree, place) {
    (0,external_node_fs_.mkdirSync)(place.into, { recursive: true });
    for (const entry of tree.checked) {
        if (entry.kind === "directory") {
            (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(place.into, entry.path), { mode: entry.mode | 0o700 });
        }
    }
    const files = tree.checked.filter((entry) => entry.kind === "file");
    const turn = makeTurns(4);
    let first = 0;
    const work = tree.groups.map((group) => {
        const members = files.slice(first, first + group.files);
        first += group.files;
        return turn(() => unpackGroup(handle, { tree: tree.name, group, members }, place));
    });
    // All of them, so that nothing is still being written when the caller clears away what a bad pack left.
    const bad = (await Promise.allSettled(work)).find((each) => each.status === "rejected");
    if (bad !== undefined) {
        throw bad.reason;
    }
    if (first !== files.length) {
        throw new BadPack(`${tree.name}: it lacks the bytes of ${files[first]?.path ?? "some files"}`);
    }
    for (const entry of tree.checked) {
        if (entry.kind === "directory") {
            // Past the umask, under which it was made.
            (0,external_node_fs_.chmodSync)((0,external_node_path_.join)(place.into, entry.path), entry.mode);
        }
        else if (entry.kind === "link") {
            (0,external_node_fs_.symlinkSync)(entry.target, (0,external_node_path_.join)(place.into, entry.path));
        }
    }
}
async function unpackGroup(handle, { tree, group, members }, place) {
    const size = members.reduce((sum, { size: each }) => sum + each, 0);
    if (size !== group.size || size > groupLimit || group.bytes > size + groupBytes) {
        throw new BadPack(`${tree}: its list does not fit its bytes near ${members[0]?.path ?? "its end"}`);
    }
    const compressed = await readAt(handle, group.at, group.bytes);
    const bytes = await decompress(compressed, Math.max(1, size), size).catch((cause) => {
        throw new BadPack(`${tree}: its bytes near ${members[0]?.path ?? "its end"} cannot be read`, { cause });
    });
    let at = 0;
    const contents = members.map((member) => {
        const content = bytes.subarray(at, at + member.size);
        at += member.size;
        if (content.length !== member.size || sha256(content) !== member.sha256) {
            throw new BadPack(`${tree}: ${member.path} has not the bytes that were recorded`);
        }
        return { member, content };
    });
    const written = await Promise.allSettled(contents.map((each) => writeMember(each, place)));
    const bad = written.find((each) => each.status === "rejected");
    if (bad !== undefined) {
        throw bad.reason;
    }
}
/**
 * Never over something that is there. Many are created at once, since making an inode is what takes time; the rest is
 * quicker done than waited for.
 */
async function writeMember({ member: { path, mode }, content }, { into, mtime }) {
    const descriptor = await openFile((0,external_node_path_.join)(into, path), "wx", mode);
    try {
        for (let at = 0; at < content.length;) {
            at += (0,external_node_fs_.writeSync)(descriptor, content, at);
        }
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

;// CONCATENATED MODULE: ./build/provision/root.js






/** All that a root is asked for, for a lock: names of packages, and files, whatever package has them. */
function askedOf({ packages, wants = [] }) {
    return [...packages, ...wants.flatMap(({ paths }) => paths[0] ?? [])];
}
/** Where Debian's merged /usr expects links; they belong to base-files, which no root holds. */
const mergedUsr = ["bin", "lib", "lib32", "lib64", "libx32", "sbin"];
/** What no build uses. */
const unused = ["usr/share/doc", "usr/share/man", "usr/share/info", "usr/share/locale", "usr/share/lintian"];
/**
 * Unpacks packages into `directory`. Every .deb is hashed right before it is opened: whatever brought it (a mirror or a
 * cache), nothing else than what the signed index lists gets in. Throws otherwise, naming the package.
 */
async function unpackRoot(host, directory, content) {
    const root = (0,external_node_path_.join)(directory, "root");
    await (0,promises_.mkdir)((0,external_node_path_.join)(root, "usr"), { recursive: true });
    const turn = makeTurns(host.cpus);
    const unpacked = content.packages.map(async (each) => {
        await content.there?.(each);
        await turn(() => unpackPackage(host, root, { ...content, each }));
    });
    // None is to be still at it when this is given up.
    const failed = (await Promise.allSettled(unpacked)).find((each) => each.status === "rejected");
    if (failed !== undefined) {
        throw failed.reason;
    }
    for (const name of mergedUsr) {
        await mergeIntoUsr(root, name);
    }
    await keepLinksInside(root);
    for (const path of unused) {
        await (0,promises_.rm)((0,external_node_path_.join)(root, path), { recursive: true, force: true });
    }
    for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(root, "usr/bin"))) {
        if (name.includes("lto-dump")) {
            await (0,promises_.rm)((0,external_node_path_.join)(root, "usr/bin", name));
        }
    }
}
/** After unpacking, since dpkg-deb of Debian 12 puts a package's own `/lib` in the place of a link that is there. */
async function mergeIntoUsr(root, name) {
    const into = (0,external_node_path_.join)(root, "usr", name);
    await (0,promises_.mkdir)(into, { recursive: true });
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
async function unpackPackage(host, root, { each, debs, keepsLists }) {
    const deb = (0,external_node_path_.join)(debs, each.file);
    const sha256 = await hashFile(deb);
    if (sha256 !== each.sha256) {
        throw new Error(`${each.file} has the SHA-256 ${sha256}, and the signed index lists ${each.sha256}`);
    }
    const done = await host.processes.run({ file: "dpkg-deb", args: ["--extract", deb, root] });
    if (done.exitCode !== 0) {
        throw new Error(`${each.file} could not be unpacked: ${done.stderr.trim()}`);
    }
    if (keepsLists === true) {
        const listed = await host.processes.run({ file: "dpkg-deb", args: ["--info", deb, "md5sums"] });
        const lines = listed.stdout.split("\n").map((line) => line.replace(/^\S+\s+/, ""));
        await (0,promises_.mkdir)((0,external_node_path_.join)(root, packageLists), { recursive: true });
        await (0,promises_.writeFile)((0,external_node_path_.join)(root, packageLists, each.name), lines.filter((path) => path.includes(".so") || path.endsWith(".a")).join("\n"));
    }
}
/** In a root that keeps them: for each package, the libraries that it has. */
const packageLists = "usr/share/cgo-cross";
/** A link to an absolute path means the root's own, as it would if the packages were installed; here it would leave it. */
async function keepLinksInside(root) {
    const entries = await (0,promises_.readdir)((0,external_node_path_.join)(root, "usr"), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isSymbolicLink())) {
        const link = (0,external_node_path_.join)(entry.parentPath, entry.name);
        const target = await (0,promises_.readlink)(link);
        if (target.startsWith("/")) {
            await (0,promises_.rm)(link);
            await (0,promises_.symlink)((0,external_node_path_.relative)((0,external_node_path_.dirname)(link), (0,external_node_path_.join)(root, target)), link);
        }
    }
}
/** The SHA-256 of a file, in hex, read in pieces. */
async function hashFile(file) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    for await (const piece of (0,external_node_fs_.createReadStream)(file, { highWaterMark: 1 << 20 })) {
        hash.update(piece);
    }
    return hash.digest("hex");
}
/** glibc's own files: with the host's loader they must be the host's too. */
const glibcFile = /^(ld-linux|ld64|libc\.|libc-|libm[.-]|libmvec|libpthread|libdl[.-]|librt[.-]|libresolv|libnss_|libutil|libanl|libBroken|libnsl|libthread_db|libc_malloc|libmemusage|libpcprofile)/;
/** Gathers the libraries that the root's programs need on this machine; the host may have none of them, or older ones. */
async function linkHostLibraries(directory, multiarch) {
    const libraries = (0,external_node_path_.join)("root/usr/lib", multiarch);
    await (0,promises_.mkdir)((0,external_node_path_.join)(directory, "host-lib"), { recursive: true });
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
/** Everything in a root that its packages brought, as its digest and a pack of it have it. */
async function listRoot(directory) {
    return listTree(directory, (path) => /^(root|host-lib)\//.test(path));
}
/**
 * A hash of names, modes, sizes and times of everything in a root but its record. The system sets the time of a file's
 * last change itself, so whatever was changed, added or taken away since breaks the seal, and to see that takes a
 * hundredth of the time that reading it all would take. A copy of the root has another seal.
 */
function sealRoot(directory) {
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
/** Reads what a root on the disk was made of; undefined where it is none, or of another version of this program. */
async function readRecord(directory) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(directory, "root.json"), "utf8").catch(() => undefined);
    if (text === undefined) {
        return undefined;
    }
    try {
        return parseRecord(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
/** A record that may come from anywhere; undefined where it is not one of this version. */
function parseRecord(value) {
    const record = value;
    const words = [record?.request, record?.resolved, record?.digest, record?.seal];
    const isRecord = record?.schema === 2 &&
        words.every((word) => typeof word === "string") &&
        Array.isArray(record.packages) &&
        record.packages.every(({ name, version, architecture, size, sha256 }) => [name, version, architecture].every((word) => typeof word === "string") &&
            Number.isInteger(size) &&
            /^[0-9a-f]{64}$/.test(sha256));
    return isRecord ? record : undefined;
}
/** In one step, since another run may be reading it. */
async function writeRecord(directory, record) {
    const partial = (0,external_node_path_.join)(directory, `root.json.${(0,external_node_crypto_.randomUUID)()}`);
    await (0,promises_.writeFile)(partial, `${JSON.stringify(record, undefined, 2)}\n`);
    await (0,promises_.rename)(partial, (0,external_node_path_.join)(directory, "root.json"));
}

;// CONCATENATED MODULE: ./build/provision/wrappers.js

/** Part of a root's hash: raise it when a wrapper's text changes. */
const wrapperVersion = 7;
/**
 * The wrappers of a toolchain's root: every program under its plain name, and the compilers also under a name that says
 * what is in the root; see compilerNames.
 */
function toolchainWrappers(place, toolchain) {
    const { triple } = toolchain;
    const root = (0,external_node_path_.join)(place.directory, "root");
    // The machine's own gcc looks for `as` and `ld` on PATH, where those of another release may be.
    const ownTools = toolchain.libraries === "." ? [`-B${(0,external_node_path_.join)(root, "usr/bin")}/`] : [];
    const wrappers = new Map();
    for (const program of place.programs.filter((name) => name.startsWith(`${triple}-`)).sort()) {
        const compiles = /-(gcc|g\+\+|cpp|c\+\+)(-\d+)?(-posix)?$/.test(program);
        // Paths of this machine would differ from one machine to the next in debug information.
        const flags = compiles ? [`--sysroot=${root}`, `-ffile-prefix-map=${root}=/${triple}`, ...ownTools] : [];
        wrappers.set(plainName(program), script(place.directory, (0,external_node_path_.join)(root, "usr/bin", program), flags));
    }
    const names = compilerNames(toolchain, place.content);
    for (const [name, plain] of [
        [names.cc, toolchain.programs.cc],
        [names.cxx, toolchain.programs.cxx],
    ]) {
        const text = wrappers.get(plainName(plain));
        if (text !== undefined) {
            wrappers.set(name, text);
        }
    }
    wrappers.set(`${triple}-pkg-config`, pkgConfigScript(root, toolchain));
    return [...wrappers].map(([name, text]) => ({ name, text }));
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
function compilerNames(toolchain, content) {
    const { cc, cxx } = toolchain.programs;
    return { cc: `${plainName(cc)}-${content}`, cxx: `${plainName(cxx)}-${content}` };
}
/** Where a root's compiler finds its archiver, and what to link there: the wrapper, which brings the libraries along. */
function archiverLink({ triple, programs }) {
    return { link: (0,external_node_path_.join)("root/usr", triple, "bin/ar"), to: (0,external_node_path_.join)("../../../../bin", programs.ar) };
}
/** Starts a program of a root, which finds the libraries that came with it. */
function script(directory, program, flags) {
    const words = [program, ...flags].map(wrappers_quote).join(" ");
    return `#!/bin/sh\nLD_LIBRARY_PATH=${wrappers_quote((0,external_node_path_.join)(directory, "host-lib"))} exec ${words} "$@"\n`;
}
/** Sees only the target's .pc files: the host's would put the host's headers and libraries into the build. */
function pkgConfigScript(root, { multiarch, triple }) {
    const places = [`usr/lib/${multiarch}/pkgconfig`, `usr/${triple}/lib/pkgconfig`, "usr/share/pkgconfig"];
    const path = places.map((place) => (0,external_node_path_.join)(root, place)).join(":");
    return [
        "#!/bin/sh",
        "unset PKG_CONFIG_PATH",
        `export PKG_CONFIG_LIBDIR=${wrappers_quote(path)}`,
        `export PKG_CONFIG_SYSROOT_DIR=${wrappers_quote(root)}`,
        'exec pkg-config "$@"',
        "",
    ].join("\n");
}
/** qemu's own libraries are the root's, and the guest must not see them. */
function qemuWrappers({ directory, programs }) {
    return programs
        .filter((name) => /^qemu-[a-z0-9_]+$/.test(name))
        .map((name) => {
        const program = (0,external_node_path_.join)(directory, "root/usr/bin", name);
        // A program that crashes would leave cores of hundreds of megabytes in the working directory: its own and qemu's.
        const text = script(directory, program, ["-U", "LD_LIBRARY_PATH"]).replace("\n", "\nulimit -c 0\n");
        return { name, text };
    });
}
/** A word of a POSIX shell that stands for the text itself. */
function wrappers_quote(text) {
    return `'${text.replaceAll("'", "'\\''")}'`;
}

;// CONCATENATED MODULE: ./build/provision/root-place.js






/** A root looked up today may be used as it is for so long before the index is asked again. */
const freshDays = 7;
/** The tool that a root is, in the tool store. */
function toolName(request) {
    return `cgo-cross-${request.id}`;
}
/** A short hash of all that is in a root. Two roots of one hash are the same, wherever they lie. */
function contentHash(packages) {
    const content = packages.map((each) => `${each.name} ${each.sha256}`).join("\n");
    return (0,external_node_crypto_.createHash)("sha256").update(`${wrapperVersion}\n${content}`).digest("hex").slice(0, 16);
}
/**
 * A root's version: its main package's version for people, and the hash of its content. Go's build cache tells
 * compilers apart by their name and version line alone, so another content must have another name.
 */
function rootVersion(request, packages) {
    const main = packages.find((each) => request.versionOf.test(each.name))?.version ?? "";
    const [, major = "0", minor = "0", patch = "0"] = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(main.replace(/^\d+:/, "")) ?? [];
    return `${Number(major)}.${Number(minor)}.${Number(patch)}-h${contentHash(packages)}`;
}
/** Tells requests apart: what was asked for, and of which release. */
function requestHash(request, distribution) {
    const words = [
        wrapperVersion,
        distribution.id,
        distribution.version,
        distribution.codename,
        ...request.packages,
        `${request.sanitizers}`,
        ...(request.architecture === undefined ? [] : [request.architecture]),
        ...(request.wants ?? []).flatMap(({ paths }) => paths),
    ];
    return (0,external_node_crypto_.createHash)("sha256").update(words.join("\n")).digest("hex");
}
/** Whether a root with this record may be used without asking the index. */
function serves(record, { request, distribution, locked }) {
    if (locked !== undefined) {
        return record.digest === locked.digest && contentHash(record.packages) === contentHash(locked.packages);
    }
    const oldest = Date.now() - freshDays * 24 * 3600 * 1000;
    return record.request === requestHash(request, distribution) && Date.parse(record.resolved) > oldest;
}
/** A root that an earlier run made on this disk, and that is still as it was made. */
async function findOnDisk(host, wanted) {
    const found = [];
    for (const directory of await host.tools.find(toolName(wanted.request))) {
        const record = await readRecord(directory);
        if (record !== undefined && serves(record, wanted)) {
            found.push({ directory, record });
        }
    }
    found.sort((left, right) => (left.record.resolved < right.record.resolved ? 1 : -1));
    for (const { directory, record } of found) {
        const intact = await checkRoot(wanted.request, directory, record);
        if (intact !== undefined) {
            return { directory, record: intact };
        }
        host.log.warning(`${wanted.request.id}: what lies in ${directory} is not what was unpacked there, so it is unpacked anew.`);
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
    return undefined;
}
/** A root of these very packages on this disk, however old, if it is as it was made. */
async function findContent(host, request, packages) {
    const directory = host.tools.directory(toolName(request), rootVersion(request, packages));
    const found = await host.tools.find(toolName(request));
    const record = found.includes(directory) ? await readRecord(directory) : undefined;
    const intact = record && (await checkRoot(request, directory, record));
    return intact && { directory, record: intact };
}
/**
 * The record of a root that is as it was made; undefined of one that is not. A broken seal may only mean that the tools
 * were copied or moved: then what the packages brought is read in full, and the wrappers are written again.
 */
async function checkRoot(request, directory, record) {
    try {
        if (sealRoot(directory) === record.seal) {
            return record;
        }
        if (treeDigest(await listRoot(directory)) !== record.digest) {
            return undefined;
        }
        return await finishRoot(request, directory, { place: directory, record });
    }
    catch {
        return undefined;
    }
}
/** What is made for one place and is the same in none: the wrappers and the seal. */
async function finishRoot(request, directory, final) {
    const programs = await (0,promises_.readdir)((0,external_node_path_.join)(directory, "root/usr/bin")).catch(() => []);
    const content = contentHash(final.record.packages);
    await (0,promises_.rm)((0,external_node_path_.join)(directory, "bin"), { recursive: true, force: true });
    await writeWrappers(directory, request.wrappers({ directory: final.place, content, programs }));
    const sealed = { ...final.record, seal: sealRoot(directory) };
    await writeRecord(directory, sealed);
    return sealed;
}

;// CONCATENATED MODULE: ./build/provision/libraries.js












/** What a toolchain has already; a second one beside it would be taken for some files and not for others. */
const toolchainsOwn = /^(libc6(-.*)?|libc-.*|linux-libc-dev|libgcc-s\d|libgcc-\d+-dev|gcc-\d+-base|libstdc\+\+6|libstdc\+\+-\d+-dev|libatomic1|libgomp1|libitm1|libquadmath0|lib(a|hwa|l|t|ub)san\d+)$/;
/** Debian's packages for mingw-w64 hold libraries alone, and need the compiler that is there. */
const mingwsOwn = /^(mingw-w64-.*|gcc-mingw-w64.*|binutils-mingw-w64.*)$/;
/** The root of the C libraries for one architecture: packages of that architecture, of which nothing is run. */
function librariesRequest(plan, machineArch) {
    const { architecture } = plan;
    const own = architecture === undefined || architecture === hostArchitecture(machineArch);
    const isOthers = ({ name }) => toolchainsOwn.test(name) || mingwsOwn.test(name);
    // A library's package may need programs (debconf, perl): they would be of no use to a linker.
    const isLibrary = ({ name, section, coinstallable }) => coinstallable || name.endsWith("-dev") || section === "libs" || section === "libdevel";
    return {
        id: plan.id,
        release: plan.release,
        architecture: own ? undefined : architecture,
        packages: plan.packages.filter((name) => !plan.wants.some((want) => want.package === name)),
        wants: plan.wants.map((want) => ({
            what: describeWant(want),
            paths: wantedPaths(plan, want),
            likely: want.package,
        })),
        follows: (each) => !isOthers(each) && isLibrary(each),
        keepsLists: true,
        finish: (directory) => checkWants(plan, directory),
        wrappers: () => [],
        versionOf: /-dev$/,
    };
}
/** The root of pkg-config itself, for a machine that has none: `pkgconf` in Debian 12 and Ubuntu 24.04 and later. */
const libraries_pkgConfigRequest = {
    id: "pkg-config",
    packages: ["pkg-config"],
    only: ({ name }) => /^(pkg-config|pkgconf(-bin)?|libpkgconf\d+|libglib2\.0-0(t64)?|libpcre.*)$/.test(name),
    wrappers: ({ directory }) => [
        { name: "pkg-config", text: script(directory, (0,external_node_path_.join)(directory, "root/usr/bin/pkg-config"), []) },
    ],
    versionOf: /^pkg(-config|conf)$/,
};
/** Where pkg-config's files and libraries are, in a package; the first that is there counts. */
function places({ architecture, triple, multiarch }) {
    return architecture === undefined
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
function wantedPaths(plan, { kind, name }) {
    const { pkgConfig, libraries, headers } = places(plan);
    switch (kind) {
        case "pkg-config":
            return pkgConfig.map((at) => (0,external_node_path_.join)(at, `${name}.pc`));
        case "library":
            return libraries.flatMap((at) => [(0,external_node_path_.join)(at, `lib${name}.so`), (0,external_node_path_.join)(at, `lib${name}.a`)]);
        case "header":
            return headers.map((at) => (0,external_node_path_.join)(at, name));
    }
}
/** The packages are those of a table, made for several releases; this one may have it elsewhere. Throws where it has. */
async function checkWants(plan, directory) {
    for (const want of plan.wants) {
        const paths = wantedPaths(plan, want).map((path) => (0,external_node_path_.join)(directory, "root", path));
        if (want.package !== undefined && !(await Promise.all(paths.map(exists))).includes(true)) {
            throw new Error(`${want.package} has no ${describeWant(want)} in this release; name the package that has it in \`libraries\``);
        }
    }
}
async function exists(path) {
    return (0,promises_.access)(path).then(() => true, () => false);
}
/**
 * A toolchain that finds the libraries of a root too: the same commands, each in a wrapper that names the root's
 * directories. They are no part of CGO_CFLAGS and the like, where a path of this machine would end up in the binary's
 * build ID. Throws where the wrappers cannot be written.
 */
async function joinLibraries(host, parts) {
    const { plan, target, toolchain, root } = parts;
    const files = (0,external_node_path_.join)(root.directory, "root");
    const linked = { plan, files, packages: root.record.packages, pkgConfig: parts.pkgConfig };
    const closure = target.static ? await staticClosure(host, linked).catch(messageOf) : [];
    if (typeof closure === "string") {
        return { kind: "failed", message: closure };
    }
    const { triple } = plan;
    const scripts = compilerScripts(plan, { ...toolchain, root: files, closure });
    // Wherever it all lies.
    const anywhere = compilerScripts(plan, { cc: "cc", cxx: "c++", root: "root", closure });
    const content = (0,external_node_crypto_.createHash)("sha256")
        .update([toolchain.names.cc, toolchain.version, contentHash(root.record.packages), anywhere.cc].join("\n"))
        .digest("hex")
        .slice(0, 16);
    const names = { cc: `${triple}-cc-${content}`, cxx: `${triple}-c++-${content}`, pkgConfig: `${triple}-pkg-config` };
    const binDirectory = await writeCommands(host, { id: plan.id, content }, () => [
        { name: names.cc, text: scripts.cc },
        { name: names.cxx, text: scripts.cxx },
        { name: names.pkgConfig, text: libraries_pkgConfigScript(linked, target.static) },
    ]);
    const command = (name) => (0,external_node_path_.join)(binDirectory, name);
    return {
        kind: "ready",
        value: {
            ...toolchain,
            cc: command(names.cc),
            cxx: toolchain.cxx === undefined ? undefined : command(names.cxx),
            pkgConfig: command(names.pkgConfig),
            names: { cc: names.cc, cxx: toolchain.names.cxx === undefined ? undefined : names.cxx },
            binDirectories: [binDirectory, ...toolchain.binDirectories],
            libraryPath: places(plan).libraries.map((at) => (0,external_node_path_.join)(files, at)),
            linked,
        },
    };
}
/** What stands for the root's directory in pkg-config's answers, which end up in the binary's build ID. */
const standIn = "/cgo-cross-libraries";
function compilerScripts(plan, { cc, cxx, root, closure }) {
    const { headers, libraries } = places(plan);
    const before = [
        ...headers.flatMap((at) => ["-isystem", (0,external_node_path_.join)(root, at)]),
        // Paths of this machine would differ from one machine to the next in debug information.
        `-ffile-prefix-map=${root}=${standIn}`,
    ];
    const isElf = plan.architecture !== undefined;
    const after = [
        ...libraries.flatMap((at) => [`-L${(0,external_node_path_.join)(root, at)}`, ...(isElf ? [`-Wl,-rpath-link,${(0,external_node_path_.join)(root, at)}`] : [])]),
        ...closure,
    ];
    const script = (compiler) => [
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
    return { cc: script(cc), cxx: script(cxx ?? cc) };
}
/** Sees only the root's .pc files: the host's would put the host's headers and libraries into the build. */
function libraries_pkgConfigScript({ plan, files, pkgConfig }, isStatic) {
    const path = places(plan).pkgConfig.map((at) => (0,external_node_path_.join)(files, at));
    return [
        "#!/bin/sh",
        "unset PKG_CONFIG_PATH",
        `export PKG_CONFIG_LIBDIR=${wrappers_quote(path.join(":"))}`,
        `export PKG_CONFIG_SYSROOT_DIR=${wrappers_quote(standIn)}`,
        `exec ${wrappers_quote(pkgConfig)} ${isStatic ? "--static " : ""}"$@"`,
        "",
    ].join("\n");
}
/**
 * What the libraries that are linked by -l alone need themselves, where all is linked in: the -l words of
 * `pkg-config --static` for each of them that has a .pc file.
 */
async function staticClosure(host, linked) {
    const { plan, files } = linked;
    const modules = await Promise.all(places(plan).pkgConfig.map(async (at) => {
        const names = await (0,promises_.readdir)((0,external_node_path_.join)(files, at)).catch(() => []);
        return Promise.all(names
            .filter((name) => name.endsWith(".pc"))
            .map(async (name) => ({ name: name.slice(0, -3), text: await (0,promises_.readFile)((0,external_node_path_.join)(files, at, name), "utf8") })));
    }));
    const libraries = plan.wants.filter((want) => want.kind === "library").map((want) => want.name);
    const wanted = modules.flat().filter(({ text }) => libraries.some((name) => linksLibrary(text, name)));
    const words = await askLibraries(host, linked, ["--static", ...wanted.map(({ name }) => name)]);
    const present = await Promise.all(words.map((word) => hasArchive(linked, word.replace(/^-l/, ""))));
    // What no package has as an archive may not be needed after all; if it is, the linker says so by the symbol's name.
    return words.filter((_, at) => present[at]);
}
async function hasArchive({ plan, files }, name) {
    const paths = places(plan).libraries.map((at) => (0,external_node_path_.join)(files, at, `lib${name}.a`));
    return isToolchainLibrary(plan.architecture === undefined ? "windows" : "linux", name)
        ? true
        : (await Promise.all(paths.map(exists))).includes(true);
}
/** The -l words that pkg-config gives for modules of a root; none where there are no modules. */
async function askLibraries(host, { plan, files, pkgConfig }, args) {
    if (args.every((word) => word.startsWith("-"))) {
        return [];
    }
    const path = places(plan).pkgConfig.map((at) => (0,external_node_path_.join)(files, at));
    const environment = { ...host.environment, PKG_CONFIG_PATH: undefined, PKG_CONFIG_LIBDIR: path.join(":") };
    const done = await host.processes.run({
        file: pkgConfig,
        args: ["--libs-only-l", ...args],
        environment,
        timeoutSeconds: 60,
    });
    if (done.exitCode !== 0) {
        throw new Error(`pkg-config ${args.join(" ")} failed: ${done.stderr.trim()}`);
    }
    return [...new Set(splitWords(done.stdout.trim()).words)];
}
function linksLibrary(text, name) {
    const words = /^Libs:(.*)$/m.exec(text)?.[1]?.split(/\s+/) ?? [];
    return words.includes(`-l${name}`);
}
/**
 * Which of a root's libraries a binary was linked with. `needed` is what it asks the loader for; of a static one only the
 * program's own packages tell, by what they ask the linker for.
 */
async function describeLinked(host, root, binary) {
    const { plan, files, packages } = root;
    const owners = await libraryOwners(files);
    const versions = new Map(packages.map(({ name, version }) => [name, version]));
    const entry = (file, isNeeded) => {
        const owner = owners.get(file);
        return owner === undefined
            ? []
            : [{ file, package: owner, version: versions.get(owner) ?? "", install: isNeeded ? owner : undefined }];
    };
    if (!binary.static) {
        return binary.needed.flatMap((soname) => entry(soname, true));
    }
    const names = (kind) => plan.wants.filter((want) => want.kind === kind && want.programs.includes(binary.program)).map(({ name }) => name);
    const words = await askLibraries(host, root, ["--static", ...names("pkg-config")]);
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

;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: ./build/publish/archive.js




/** Archives of equal content are equal in every byte: the earliest time that zip can hold stands for all times. */
const entryTime = new Date(1980, 0, 1);
const archive_formats = {
    "tar.gz": writeTarGz,
    zip: writeZip,
};
/** Writes an archive. Throws where an entry cannot be read; what was written by then stays. */
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
    // Otherwise a file that cannot be read would leave the other end open.
    filled.catch((error) => tar.destroy(error));
    await Promise.all([filled, written]);
}
async function writeZip(entries, to) {
    const { ZipFile } = await __nccwpck_require__.e(/* import() */ 44).then(__nccwpck_require__.t.bind(__nccwpck_require__, 93044, 19));
    const zip = new ZipFile();
    // On an error yazl leaves its output open for ever.
    const cut = new AbortController();
    zip.on("error", (error) => cut.abort(error));
    for (const { file, name, executable } of entries) {
        zip.addFile(file, name, { mtime: entryTime, mode: 0o100000 | mode(executable), forceDosTimestamp: true });
    }
    zip.end();
    await (0,external_node_stream_promises_namespaceObject.pipeline)(zip.outputStream, (0,external_node_fs_.createWriteStream)(to), { signal: cut.signal }).catch((error) => {
        throw cut.signal.aborted ? cut.signal.reason : error;
    });
}
function mode(executable) {
    return executable ? 0o755 : 0o644;
}

;// CONCATENATED MODULE: ./build/publish/deliver.js




/** The names of files that tell of a whole run. */
const runFiles = { checksums: "SHA256SUMS", manifest: "cgo-cross.json" };
/** The name of an artifact's own checksums. */
function artifactChecksums(artifact) {
    return `${artifact.name}.sha256`;
}
/**
 * Removes what an earlier run left under the names of this one, so that an old binary is never taken for a new one, nor
 * old checksums for those of this run.
 */
async function clearOutputs(plan) {
    const { outDir, artifacts } = plan.publication;
    await (0,promises_.mkdir)(outDir, { recursive: true });
    const builds = plan.targets.flatMap((target) => target.builds);
    const names = [
        ...builds.flatMap((build) => [build.file, build.header, build.archive?.file]),
        ...artifacts.map(artifactChecksums),
        ...Object.values(runFiles),
    ];
    for (const name of names) {
        if (name !== undefined) {
            await (0,promises_.rm)((0,external_node_path_.join)(outDir, name), { force: true });
        }
    }
}
/**
 * Packs a target's proven binaries, each with its header, in the order they came. Nothing is put into out-dir yet: it may
 * lie in the module's repository, where Go would see a changed work tree and mark the next target's binary as modified.
 */
async function packTarget(plan, proven, scratch) {
    const packed = [];
    for (const { built, bytes } of proven) {
        packed.push(await packBinary(plan.publication.outDir, { ...built, bytes, scratch }));
    }
    return packed;
}
/** Gives packed files their final names: all of a target's, or none. */
async function deliver(packed) {
    const moves = packed.flatMap((each) => each.moves);
    try {
        for (const { from, to } of moves) {
            await moveFile(from, to);
        }
    }
    catch (error) {
        await Promise.all(moves.map(({ to }) => (0,promises_.rm)(to, { force: true })));
        throw error;
    }
    return packed.map(({ moves: _moves, ...delivered }) => delivered);
}
/** A rename, or, from one file system to another, a copy that is renamed when it is whole. */
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

;// CONCATENATED MODULE: ./build/one-target.js









/** What starts first when a turn to build comes free: what takes longest, so that the short ones fill in at the end. */
const ranks = { withC: 0, ahead: 1, withoutC: 2 };
/** A toolchain that is on the disk is there by then. */
const patienceMs = 500;
/**
 * The story of one target: its toolchain arrives, it is built; its emulator arrives, it is proven and packed.
 * It waits for what arrives without keeping others from their turn. Never throws.
 */
async function makeTarget(host, work) {
    let seconds = 0;
    const timed = (turn) => (step, rank) => turn(async () => {
        const started = Date.now();
        return step().finally(() => {
            seconds += (Date.now() - started) / 1000;
        });
    }, rank);
    const turns = { build: timed(work.turns.build), proof: timed(work.turns.proof) };
    const end = await makeInTurns(host, { ...work, turns }).catch((error) => one_target_failed({ stage: "build", message: messageOf(error), log: [] }));
    const { target, cgo, toolchain, notes } = work.target;
    logEnd(host, target, end, seconds);
    return {
        result: { target, cgo, toolchain, notes: [...notes, ...(end.notes ?? [])], outcome: end.outcome, seconds },
        packed: end.packed,
    };
}
async function makeInTurns(host, work) {
    const { plan, target, turns } = work;
    const arrived = await awaitToolchain(host, work);
    if (arrived?.kind === "failed") {
        return one_target_failed({ stage: "toolchain", message: arrived.message, log: [] });
    }
    const toolchain = arrived?.value;
    const into = (0,external_node_path_.join)(work.scratch, target.fileSuffix);
    const rank = toolchain === undefined ? ranks.withoutC : ranks.withC;
    const built = await turns.build(() => {
        host.log.progress(`Building ${target.target}…`);
        return buildTarget(host, { plan, target, toolchain, into });
    }, rank);
    if (built.kind === "failed") {
        return one_target_failed({ stage: "build", message: built.message, log: withoutExtractions(built.log) });
    }
    const emulator = emulatorOf(target);
    const ready = emulator === undefined ? undefined : await work.provisions.emulators.get(emulator);
    return turns.proof(() => proveAndPack(host, work, { toolchain, emulator: ready, built, into }));
}
/** Waits for a target's toolchain, and meanwhile has compiled what needs none; undefined where the target needs none. */
async function awaitToolchain(host, work) {
    const { plan, target, provisions, turns } = work;
    let isThere = false;
    const arriving = provisions.toolchainOf(target)?.then((arrived) => {
        isThere = true;
        return arrived;
    });
    if (arriving === undefined) {
        return undefined;
    }
    await Promise.race([arriving, (0,external_node_timers_promises_namespaceObject.setTimeout)(patienceMs, undefined, { ref: false })]);
    if (!isThere) {
        let running;
        const ahead = turns.build(async () => {
            running = isThere ? undefined : buildAhead(host, { plan, target });
            await running;
        }, ranks.ahead);
        await Promise.race([arriving, ahead]);
        await running;
    }
    return arriving;
}
async function proveAndPack(host, { plan, target: planned }, ready) {
    const { toolchain, built, into } = ready;
    const target = withoutAbsentEmulator(planned, ready.emulator);
    const shown = withoutExtractions(built.log);
    if (ready.emulator?.kind === "failed" && target.run.kind === "run") {
        return one_target_failed({ stage: "run", message: ready.emulator.message, log: shown });
    }
    const emulator = ready.emulator?.kind === "ready" ? ready.emulator.value : undefined;
    const binaries = built.binaries;
    const { log } = built;
    const proof = await prove(host, { target, binaries, log, toolchain, emulator, directory: plan.module.directory });
    if (proof.kind === "failed") {
        return one_target_failed({ ...proof, log: [...shown, ...proof.log] });
    }
    const packed = await packTarget(plan, proof.binaries, into).catch(messageOf);
    if (typeof packed === "string") {
        return one_target_failed({ stage: "publish", message: `the files could not be packed: ${packed}`, log: shown });
    }
    const results = [];
    for (const [index, proven] of proof.binaries.entries()) {
        const linked = await describeLibraries(host, proven, toolchain);
        results.push(...binaryResult(proven, packed[index], linked));
    }
    const uses = target.nss === "noted" ? findNssUse(log) : [];
    const notes = uses.length === 0
        ? []
        : [`calls ${describeNssUse(uses)}, which works only where the system has the glibc that it was linked with`];
    const said = proof.binaries.flatMap(({ trial }) => (trial.kind === "passed" ? trial.output.split("\n") : []));
    return { outcome: { kind: "passed", binaries: results }, packed, log: [...shown, ...said], notes };
}
function one_target_failed(failure) {
    const { stage, message, log } = failure;
    return { outcome: { kind: "failed", stage, message, log: log.slice(-60) }, packed: [], log };
}
function emulatorOf({ run }) {
    const kind = run.kind === "run" ? run.emulator.kind : undefined;
    return kind === "qemu" || kind === "wine" ? kind : undefined;
}
/** An emulator that this machine cannot have is no failure of the binary; it is reported as not run, with the reason. */
function withoutAbsentEmulator(target, emulator) {
    return emulator?.kind === "failed" && emulator.absent === true
        ? { ...target, run: { kind: "none", reason: emulator.message } }
        : target;
}
/** That a library cannot be named is no fault of the binary. */
async function describeLibraries(host, { facts, built }, toolchain) {
    const { needed } = facts;
    const binary = { program: built.build.importPath, needed, static: facts.static ?? needed.length === 0 };
    if (toolchain?.linked !== undefined) {
        return describeLinked(host, toolchain.linked, binary).catch(() => []);
    }
    return toolchain?.source === "host" && !binary.static ? describeInstalled(host, binary.needed).catch(() => []) : [];
}
function binaryResult({ facts, trial }, packed, libraries) {
    if (packed === undefined) {
        return [];
    }
    const { build, file, bytes, sha256, archive, header } = packed;
    return [{ file, name: build.file, bytes, sha256, facts, run: trial, archive, header, libraries }];
}
function logEnd(host, target, { outcome, log }, seconds) {
    const time = `${seconds.toFixed(1)} s`;
    const title = outcome.kind === "passed"
        ? `${target}: built and proven in ${time}`
        : `${target}: FAILED (${outcome.stage}) after ${time}: ${outcome.message}`;
    host.log.group(title, log);
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

;// CONCATENATED MODULE: ./build/survey/programs.js

/** The fields above, for `-json=`. */
const listedFields = "ImportPath,Name,Dir,Standard,DepOnly,Match,Imports,CgoFiles,CXXFiles,SwigFiles,SwigCXXFiles,CgoCFLAGS,CgoLDFLAGS,CgoPkgConfig,Module,Error,DepsErrors";
/** Splits the stream of JSON values that `go list -json` prints. */
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
/** What the listed packages have of C. */
function describeCgoNeed(packages) {
    const withC = packages.filter((each) => hasFiles(each.CgoFiles) || hasFiles(each.SwigFiles) || hasCxx(each));
    const required = withC.filter((each) => each.Standard !== true || each.ImportPath === "plugin");
    const paths = required.map((each) => each.ImportPath);
    return {
        required: paths,
        // runtime/cgo is there only since another has C.
        optional: withC.map((each) => each.ImportPath).filter((path) => !paths.includes(path) && path !== "runtime/cgo"),
        cxx: required.some(hasCxx),
    };
}
/**
 * Packages that need no C compiler, themselves or in what they import, and that a package which does need one imports:
 * to compile these is to compile everything of the programs that can be compiled without it.
 * @param packages Each after what it imports, as `go list -deps` gives them.
 */
function packagesAhead(packages) {
    const free = new Set();
    const ahead = new Set();
    for (const each of packages) {
        const needsC = hasFiles(each.CgoFiles) || hasFiles(each.SwigFiles) || hasFiles(each.SwigCXXFiles);
        // What cgo writes imports syscall, which Imports does not tell. Source: load in cmd/go/internal/load/pkg.go.
        const imports = [...(each.Imports ?? []), ...(needsC ? ["syscall"] : [])].filter((path) => path !== "unsafe");
        if (!needsC && each.DepOnly === true && each.Error === undefined && imports.every((path) => free.has(path))) {
            free.add(each.ImportPath);
        }
        else {
            imports.filter((path) => free.has(path)).forEach((path) => void ahead.add(path));
        }
    }
    return [...ahead].sort();
}
/** C++ sources, SWIG's C++ form, or a request for the C++ library. */
function hasCxx(listed) {
    return (hasFiles(listed.CXXFiles) ||
        hasFiles(listed.SwigCXXFiles) ||
        (listed.CgoLDFLAGS ?? []).some((flag) => flag === "-lstdc++" || flag === "-lc++"));
}
function hasFiles(files) {
    return files !== undefined && files.length > 0;
}
/** The programs among what the user's patterns matched, and a sentence for each pattern that gives none. */
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
    const broken = matched.filter((each) => each.Error !== undefined && !excludedByConstraints(each));
    if (broken.length > 0) {
        return broken.map((each) => describeError(each, each.Error));
    }
    if (matched.some((each) => each.ImportPath === "command-line-arguments")) {
        return [`package: "${pattern}" is a file; name the directory it lies in, such as \`.\` or \`./cmd/app\``];
    }
    const programs = matched.filter((each) => each.Name === "main" && each.Error === undefined);
    if (programs.length > 0) {
        // Sorted, since Go gives them in any order.
        return programs.flatMap((each) => (each.DepsErrors ?? []).map((error) => describeError(each, error)).sort());
    }
    const [only] = matched;
    if (only === undefined) {
        return [`package: nothing matches "${pattern}"; name a main package of the module, such as \`.\` or \`./cmd/...\``];
    }
    if (matched.length === 1 && only.Error !== undefined) {
        return [describeError(only, only.Error)];
    }
    if (pattern.includes("...")) {
        return [`package: none of the ${matched.length} packages that "${pattern}" matches is a main package`];
    }
    return [
        `package: "${pattern}" is package ${only.Name ?? "?"}, not main, so it makes no binary; ` +
            "name the directory of a main package, such as `./cmd/app`, or use a pattern such as `./...`",
    ];
}
/** The pattern as `go list` gives it back in Match. Source: CleanPatterns in cmd/go/internal/search/search.go. */
function cleanPattern(pattern) {
    const clean = external_node_path_.posix.normalize(pattern).replace(/(?<=.)\/$/, "");
    return pattern.startsWith("./") && clean !== "." ? `./${clean}` : clean;
}
/** An import cycle has no place of its own: the way around it says where it is. */
function describeError(listed, error) {
    const text = error?.Err.replaceAll(/\s+/g, " ") ?? "";
    const place = error?.Pos === undefined || error.Pos === "" || text.startsWith(error.Pos) ? "" : `${error.Pos}: `;
    const way = text === "import cycle not allowed" ? ` (${error?.ImportStack?.join(" imports ") ?? ""})` : "";
    return `package: ${listed.ImportPath}: ${place}${text}${way}`;
}
/** With `./...`, a package that has no file for this target is left out, as `go build ./...` leaves it out. */
function excludedByConstraints(listed) {
    return listed.Error?.Err.includes("build constraints exclude all Go files") ?? false;
}
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

;// CONCATENATED MODULE: ./build/plan/division.js
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
function divideWork({ machine, targets, withC, jobs: wanted }) {
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

;// CONCATENATED MODULE: ./build/plan/flags.js

/**
 * What makes lld tell what it takes from archives, and for whom: it takes no notice of the marks by which GNU ld tells what
 * glibc cannot link in; see prove/nss.ts.
 */
const lldTellsWhy = "-Wl,--why-extract=-";
/** Makes the flags of `go build`, without -o and -p. What GOFLAGS holds is kept: a flag given here would replace it. */
function makeBuildFlags(inputs, survey, linking) {
    const { cgo, musl } = linking;
    const tagged = cgo && linking.static && survey.target.os === "linux";
    const sqliteTags = tagged && survey.need.required.some((path) => sqlite.test(path)) ? ["sqlite_omit_load_extension"] : [];
    const pureTags = tagged && !musl ? tagsForStatic(survey) : [];
    const muslTags = musl ? tagsForMusl(survey) : [];
    const asked = inputs.tags.length > 0 ? inputs.tags : fromGoflags(survey.environment.goflags, "tags");
    const tags = [...new Set([...asked.flatMap((text) => text.split(",")), ...pureTags, ...sqliteTags, ...muslTags])];
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
/** A static glibc loads its NSS modules at run time, from a system that may have another glibc. golang/go#30310 */
function tagsForStatic(survey) {
    const { optional } = survey.need;
    return [...(optional.includes("net") ? ["netgo"] : []), ...(optional.includes("os/user") ? ["osusergo"] : [])];
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
    const given = inputs.ldflags === "" ? fromGoflags(survey.environment.goflags, "ldflags").at(-1) : inputs.ldflags;
    const external = externalLinkerFlags(inputs, survey, linking);
    if (external === undefined) {
        return inputs.ldflags;
    }
    const { pattern, flags } = takePattern(given ?? "");
    const { rest, extldflags } = takeExtldflags(splitWords(flags).words);
    // First, so that a -linkmode of the user's counts, and since Go takes no text that begins with a quote.
    const words = ["-linkmode=external", ...rest, `-extldflags=${[...extldflags, external].join(" ")}`];
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
/** `all=-s` to `all=` and `-s`. Source: PerPackageFlag in Go's cmd/go/internal/load/flag.go. */
function takePattern(text) {
    const trimmed = text.trim();
    const end = trimmed.startsWith("-") ? 0 : trimmed.indexOf("=") + 1;
    return { pattern: trimmed.slice(0, end), flags: trimmed.slice(end) };
}
function takeExtldflags(words) {
    const rest = [];
    let extldflags = [];
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
        extldflags = [match[1] ?? words[index] ?? ""];
    }
    return { rest, extldflags };
}
/** The values of a flag in GOFLAGS, whose words are `-flag=value`. */
function fromGoflags(goflags, flag) {
    const pattern = new RegExp(`^--?${flag}=([\\s\\S]*)$`);
    return splitWords(goflags).words.flatMap((word) => pattern.exec(word)?.[1] ?? []);
}

;// CONCATENATED MODULE: ./build/plan/musl.js

/** Decides whether a target is built with musl in the place of the toolchain's own C library. */
function planMusl({ inputs, target }, decision) {
    if (inputs.libc !== "musl" || target.target.os !== "linux" || decision.kind !== "on") {
        return { musl: undefined, problems: [] };
    }
    const name = targetName(target.target);
    const { names } = decision;
    const problem = whyNot(inputs, target) ?? (names?.architecture === undefined ? "there is no musl for it" : undefined);
    if (problem !== undefined || names?.architecture === undefined) {
        return { musl: undefined, problems: [`libc: ${name} cannot be built with musl: ${problem}`] };
    }
    const { triple, architecture } = names;
    return { musl: { id: `musl-${architecture}`, triple, architecture }, problems: [] };
}
function whyNot(inputs, { need }) {
    if (need.cxx) {
        return "it has C++ in it, and the C++ library that distributions have is made for glibc; leave `libc` out, and set `static: true` for one file";
    }
    if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
        return `buildmode ${inputs.buildmode} makes a library, which uses the C library of the program that loads it; leave \`libc\` out`;
    }
    const sanitizer = inputs.goFlags.find((flag) => /^--?(race|msan|asan)(=true)?$/.test(flag));
    return sanitizer === undefined ? undefined : `${sanitizer} needs glibc; leave one of them out`;
}

;// CONCATENATED MODULE: ./build/plan/run.js

/** qemu-user's program and flags for each architecture of Go's linux ports. */
const qemuPrograms = {
    amd64: "qemu-x86_64",
    arm: "qemu-arm",
    arm64: "qemu-aarch64",
    loong64: "qemu-loongarch64",
    mips: "qemu-mips",
    mipsle: "qemu-mipsel",
    mips64: "qemu-mips64",
    mips64le: "qemu-mips64el",
    ppc64: "qemu-ppc64",
    ppc64le: "qemu-ppc64le",
    riscv64: "qemu-riscv64",
    s390x: "qemu-s390x",
};
/**
 * The oldest processor of each level, by Go's variable and value, so that an instruction above the level ends in SIGILL
 * here and not at a user's. Each was seen to stop a binary of the next level under qemu 7.2.
 */
const qemuProcessors = {
    GOARM: { "5": "arm926", "6": "arm1176", "7": "cortex-a7" },
    GOARM64: { "v8.0": "cortex-a53" },
    GOPPC64: { power8: "power8", power9: "power9", power10: "power10" },
};
/** How a target's binary is run after it is built. */
function planRun(inputs, survey, machine) {
    if (!inputs.run) {
        return { kind: "off" };
    }
    if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
        return { kind: "none", reason: "a library has nothing to run" };
    }
    const { os, arch } = survey.target;
    const emulator = os === machine.os && arch === machine.arch ? { kind: "native" } : emulate(survey, machine);
    return typeof emulator === "string"
        ? { kind: "none", reason: emulator }
        : { kind: "run", emulator, args: inputs.runArgs };
}
/** The emulator for a target that is not the machine's own, or why there is none. */
function emulate(survey, machine) {
    const { os, arch } = survey.target;
    if (machine.os !== "linux") {
        return `the emulators run on Linux only, and this machine runs ${machine.os}`;
    }
    if (os === "windows" && arch === "amd64" && machine.arch === "amd64") {
        return { kind: "wine" };
    }
    if (os === "linux" && arch === "386") {
        return machine.arch === "amd64" ? { kind: "loader" } : "qemu-i386 breaks the signals that Go programs live by";
    }
    const program = os === "linux" ? qemuPrograms[arch] : undefined;
    if (program === undefined) {
        return `there is no emulator for ${targetName(survey.target)} here`;
    }
    return { kind: "qemu", program, flags: qemuFlags(survey) };
}
function qemuFlags(survey) {
    const processors = Object.entries(survey.environment.levels).flatMap(([variable, value]) => {
        // GOARM's softfloat runs on any; GOARM64's options (lse, crypto) need more than the level's oldest processor.
        const level = variable === "GOARM" ? (value.split(",")[0] ?? "") : value;
        return qemuProcessors[variable]?.[level] ?? [];
    });
    const [processor = survey.target.arch === "arm64" ? "max" : undefined] = processors;
    return processor === undefined ? [] : ["-cpu", processor];
}
/** The emulators that the targets' runs need, each once. */
function planEmulators(runs, machine) {
    const kinds = new Set(runs.flatMap((run) => (run.kind === "run" ? [run.emulator.kind] : [])));
    const emulators = [];
    if (kinds.has("qemu")) {
        emulators.push({ id: "qemu", packages: ["qemu-user"], installed: undefined });
    }
    if (kinds.has("wine")) {
        emulators.push({ id: "wine", packages: ["wine64", "libz-mingw-w64"], installed: machine.wine });
    }
    return emulators;
}

;// CONCATENATED MODULE: ./build/plan/make-plan.js










/**
 * Decides everything from what was asked and what was found.
 * @param outDir Absolute: the out-dir input, taken from the module's directory.
 */
function makePlan(inputs, survey, outDir) {
    const parts = survey.targets.map((target) => planTarget({ inputs, survey, target }));
    const targets = parts.flatMap((part) => (part.target === undefined ? [] : [part.target]));
    const artifacts = planArtifacts(inputs, survey, targets);
    const plan = {
        schema: 1,
        go: survey.go,
        module: { path: survey.modulePath, directory: survey.directory },
        host: {
            os: survey.machine.os,
            arch: survey.machine.arch,
            distribution: survey.machine.distribution?.title,
        },
        division: divideWork({
            machine: survey.machine,
            targets: targets.length,
            withC: targets.filter((target) => target.cgo.enabled).length,
            jobs: inputs.jobs,
        }),
        toolchains: mergeToolchains(parts.flatMap((part) => part.toolchain)),
        libraries: mergeLibraries(parts.flatMap((part) => part.libraries)),
        musl: [...new Map(parts.flatMap((part) => part.musl).map((musl) => [musl.id, musl])).values()],
        pkgConfig: survey.machine.pkgConfig,
        emulators: planEmulators(targets.map((target) => target.run), survey.machine),
        targets,
        publication: { outDir, artifacts, retentionDays: inputs.retentionDays },
        warnings: parts.flatMap((part) => part.warnings),
    };
    const problems = [
        ...parts.flatMap((part) => part.problems),
        ...(inputs.build ? [...nameProblems(inputs, survey), ...clashes(targets)] : []),
        ...artifactClashes(artifacts),
    ];
    return { plan, problems: [...new Set(problems)] };
}
function planTarget(question) {
    const { inputs, survey, target } = question;
    const decision = decideCgo({ inputs, survey: target, machine: survey.machine });
    if (decision.kind === "problem") {
        return { target: undefined, toolchain: [], libraries: [], musl: [], warnings: [], problems: [decision.problem] };
    }
    const linking = decideLinking(inputs, target, decision);
    const musl = planMusl(question, decision);
    const { libraries, problems } = planLibraries(question, decision);
    return {
        target: makeTargetPlan(question, decision, { ...linking, libraries, musl: musl.musl }),
        toolchain: decision.kind === "on" ? [decision.toolchain] : [],
        libraries: libraries === undefined ? [] : [libraries],
        musl: musl.musl === undefined ? [] : [musl.musl],
        warnings: decision.kind === "off" && decision.warning !== undefined ? [decision.warning] : [],
        problems: [...linking.problems, ...musl.problems, ...problems],
    };
}
function decideLinking(inputs, { target }, decision) {
    const name = targetName(target);
    const library = inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive";
    if (inputs.static && library) {
        const problem = `static: a ${inputs.buildmode} library is linked by the program that loads it; leave \`static\` out`;
        return { static: false, notes: [], problems: [problem] };
    }
    if (inputs.static && decision.kind === "off" && inputs.buildmode === "pie" && target.os === "linux") {
        const problem = `static: ${name} with buildmode pie is static only when the C linker links it; set \`cgo: on\``;
        return { static: false, notes: [], problems: [problem] };
    }
    if (decision.kind === "on" && inputs.libc === "musl" && target.os === "linux" && !library) {
        return { static: true, notes: [], problems: [] };
    }
    if (decision.kind === "on" && decision.staticBecause !== undefined && !library) {
        const notes = inputs.static ? [] : [`linked static: ${decision.staticBecause}`];
        return { static: true, notes, problems: [] };
    }
    return { static: inputs.static, notes: [], problems: [] };
}
function makeTargetPlan({ inputs, survey, target: found }, decision, linking) {
    const { target, environment } = found;
    const cgo = decision.kind === "on";
    const lld = decision.kind === "on" && decision.toolchain.kind === "clang" && decision.toolchain.linker === "lld";
    const built = makeBuildFlags(inputs, found, { cgo, static: linking.static, musl: linking.musl !== undefined, lld });
    const interpreter = decision.kind === "on" && !linking.static ? decision.interpreter : undefined;
    return {
        target: targetName(target),
        fileSuffix: targetFileSuffix(target),
        variableSuffix: targetVariableSuffix(target),
        goVariables: targetGoVariables(target),
        cgo: { enabled: cgo, why: decision.why },
        toolchain: decision.kind === "on" ? decision.toolchain.id : undefined,
        musl: linking.musl?.id,
        libraries: linking.libraries?.id,
        static: linking.static,
        nss: cgo && linking.static && target.os === "linux" && linking.musl === undefined ? nssPolicy(inputs) : undefined,
        notes: [...(decision.kind === "on" ? decision.notes : []), ...linking.notes, ...built.notes],
        cgoFlags: {
            CGO_CFLAGS: addWords(environment.cgoCflags, inputs.cgoCflags),
            CGO_CXXFLAGS: addWords(environment.cgoCxxflags, inputs.cgoCxxflags),
            CGO_LDFLAGS: addWords(environment.cgoLdflags, inputs.cgoLdflags),
        },
        flags: built.flags,
        ahead: cgo && inputs.build ? found.ahead : [],
        builds: inputs.build
            ? found.programs.map((program) => makeBuild({ inputs, found, program, linking, cgo, interpreter }))
            : [],
        run: planRun(inputs, found, survey.machine),
    };
}
/** Where nobody asked for a static binary, it is not to fail for being one. */
function nssPolicy(inputs) {
    return inputs.static && !inputs.allowNss ? "fails" : "noted";
}
function addWords(base, added) {
    return added.length === 0 ? base : [base, joinWords(added)].filter((part) => part !== "").join(" ");
}
function makeBuild({ inputs, found, program, linking, cgo, interpreter }) {
    const { target } = found;
    const name = inputs.name ?? program.name;
    const stem = `${name}_${targetFileSuffix(target)}`;
    const library = inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive";
    const extension = fileExtension(inputs, target.os);
    const format = target.os === "windows" ? "zip" : "tar.gz";
    const kind = inputs.buildmode === "c-shared" ? "shared-library" : library ? "archive" : "executable";
    return {
        importPath: program.importPath,
        name,
        file: `${stem}${extension}`,
        header: library ? `${stem}.h` : undefined,
        extension,
        archive: inputs.archive === "none" ? undefined : { file: `${stem}.${format}`, format },
        expectation: {
            os: target.os,
            arch: target.arch,
            levels: found.environment.levels,
            kind,
            cgo,
            static: linking.static && (target.os === "linux" || target.os === "windows"),
            glibc: cgo && target.os === "linux" && !linking.static ? inputs.glibc : undefined,
            interpreter: kind === "executable" ? interpreter : undefined,
        },
    };
}
const sharedExtensions = { windows: ".dll", darwin: ".dylib", ios: ".dylib" };
const programExtensions = { windows: ".exe", js: ".wasm", wasip1: ".wasm" };
function fileExtension(inputs, os) {
    switch (inputs.buildmode) {
        case "c-archive":
            return ".a";
        case "c-shared":
            return sharedExtensions[os] ?? ".so";
        default:
            return programExtensions[os] ?? "";
    }
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
function clashes(targets) {
    const owners = new Map();
    const problems = [];
    for (const target of targets) {
        for (const build of target.builds) {
            const owner = `${build.importPath} for ${target.target}`;
            const other = owners.get(build.file.toLowerCase());
            if (other !== undefined) {
                problems.push(`package: ${other} and ${owner} would both be written to ${build.file}; build them in two steps`);
            }
            owners.set(build.file.toLowerCase(), owner);
        }
    }
    return problems;
}
function planArtifacts(inputs, survey, targets) {
    if (inputs.artifacts === "off" || !inputs.build) {
        return [];
    }
    const names = [...new Set(targets.flatMap((target) => target.builds.map((build) => build.name)))];
    const [single] = names;
    const name = names.length === 1 && single !== undefined ? single : programName(survey.modulePath);
    const planned = survey.targets.filter(({ target }) => targets.some((each) => each.target === targetName(target)));
    if (inputs.artifacts === "one") {
        const all = { os: "all", arch: "targets", variant: undefined };
        const template = inputs.artifactName ?? "{name}";
        return [{ name: fillArtifactName(template, name, all), targets: planned.map(({ target }) => targetName(target)) }];
    }
    const template = inputs.artifactName ?? "{name}_{target}";
    return planned.map(({ target }) => ({
        name: fillArtifactName(template, name, target),
        targets: [targetName(target)],
    }));
}
function artifactClashes(artifacts) {
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

;// CONCATENATED MODULE: ./build/plan/go-caches.js
/**
 * Decides which of Go's caches a run keeps. What the job keeps already, or a disk does, is left alone: it would be kept
 * twice, and what comes out of an archive must not mix with what is there.
 * @param asked `cache: on` was given. actions/setup-go keeps both caches unless it is told not to, which cannot be seen
 * here; whoever asks by name knows.
 */
function decideGoCaches(seen, asked) {
    if (!asked && seen.go.startsWith(`${seen.setupGo}/`)) {
        const reason = "actions/setup-go brought this Go, and keeps it by itself";
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
const schema = 1;
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
    return { name: `build of ${target.target}`, text: [compiler ?? "no C compiler", ...words].join(" ") };
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
    const isDirectory = await (0,promises_.stat)(directory).then((found) => found.isDirectory(), () => false);
    if (!isDirectory) {
        return missing(`working-directory: there is no directory ${directory}`);
    }
    const [env, dist] = await Promise.all([
        runGo(host, file, { args: ["env", "-json", "GOVERSION"], directory }),
        runGo(host, file, { args: ["tool", "dist", "list", "-json"], directory }),
    ]);
    if (env.exitCode !== 0 || dist.exitCode !== 0) {
        return missing(explainGoFailure(env.exitCode !== 0 ? env : dist));
    }
    const { GOVERSION: version } = JSON.parse(env.stdout);
    return { kind: "found", file, version, platforms: parsePlatforms(dist.stdout) };
}
function missing(problem) {
    return { kind: "missing", problem, platforms: knownPlatforms };
}
/** Reads what `go tool dist list -json` prints. */
function parsePlatforms(json) {
    const rows = JSON.parse(json);
    return rows.map((row) => ({ os: row.GOOS, arch: row.GOARCH, cgoSupported: row.CgoSupported }));
}
/** Asks `go env` what it would use for a target. */
async function readGoEnvironment(host, go, question) {
    // Of its own architecture alone: `go env` repeats whatever the job has set for another.
    const level = variantFamily(question.variables?.["GOARCH"] ?? "")?.variable ?? "";
    const names = [
        ...(level === "" ? [] : [level]),
        "GOFLAGS",
        "CC",
        "CXX",
        "AR",
        "CGO_CFLAGS",
        "CGO_CXXFLAGS",
        "CGO_LDFLAGS",
    ];
    const done = await runGo(host, go, { ...question, args: ["env", "-json", ...names] });
    if (done.exitCode !== 0) {
        throw new Error(explainGoFailure(done));
    }
    const values = JSON.parse(done.stdout);
    const value = (name) => values[name] ?? "";
    return {
        levels: value(level) === "" ? {} : { [level]: value(level) },
        goflags: value("GOFLAGS"),
        cc: value("CC"),
        cxx: value("CXX"),
        ar: value("AR"),
        cgoCflags: value("CGO_CFLAGS"),
        cgoCxxflags: value("CGO_CXXFLAGS"),
        cgoLdflags: value("CGO_LDFLAGS"),
    };
}
/** Asks Go for its places. Throws where it cannot answer. */
async function readGoPlaces(host, go, directory) {
    const names = ["GOCACHE", "GOMODCACHE", "GOCACHEPROG", "GOPATH", "GOMOD", "GOWORK"];
    const env = await runGo(host, go, { args: ["env", "-json", ...names], directory });
    if (env.exitCode !== 0) {
        throw new Error(explainGoFailure(env));
    }
    const values = JSON.parse(env.stdout);
    const value = (name) => values[name] ?? "";
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
/** The directories of a workspace's modules, without asking for anything that Go would have to fetch. */
async function workspaceModules(host, go, workspace) {
    if (!(0,external_node_path_.isAbsolute)(workspace)) {
        return [];
    }
    const directory = (0,external_node_path_.dirname)(workspace);
    const edit = await runGo(host, go, { args: ["work", "edit", "-json", workspace], directory });
    if (edit.exitCode !== 0) {
        throw new Error(explainGoFailure(edit));
    }
    const { Use } = JSON.parse(edit.stdout);
    return (Use ?? []).map(({ DiskPath }) => (0,external_node_path_.resolve)(directory, DiskPath));
}
/** Runs the user's Go in the module's directory, with the job's environment, so that GOFLAGS and the rest hold. */
function runGo(host, go, question) {
    const command = {
        file: go,
        args: question.args,
        directory: question.directory,
        environment: goEnvironment(host, question.variables ?? {}),
    };
    return host.processes.run(command);
}
/** The job's environment for a Go command. A private module without credentials fails at once instead of asking. */
function goEnvironment(host, variables) {
    return { GIT_TERMINAL_PROMPT: "0", ...host.environment, ...variables };
}
/** One sentence for a Go command that failed before it came to build anything. */
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
    return text === "" ? `go ended with exit code ${failed.exitCode}` : lastLines(text);
}
function lastLines(text) {
    return text.split("\n").slice(-6).join(" ").trim();
}

;// CONCATENATED MODULE: ./build/survey/clang.js
/** The oldest that is known to work, and the newest that is looked for under a name of its own. */
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
/** Of another version it could be older than what the compiler writes. */
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


/**
 * Looks at the machine: its distribution, and whether apt and dpkg-deb are there. Changes nothing.
 * @param look.clang Whether to look for clang too.
 */
async function surveyMachine(host, look = { clang: false }) {
    const distribution = await readDistribution();
    return {
        os: host.os,
        arch: host.arch,
        cpus: host.cpus,
        memoryBytes: host.memoryBytes,
        distribution,
        wine: (await host.processes.find("wine")) ?? (await host.processes.find("wine64")),
        pkgConfig: await host.processes.find("pkg-config"),
        clang: look.clang ? await findClang(host) : undefined,
        aptMissing: await whyNoApt(host, distribution),
    };
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
async function whyNoApt(host, distribution) {
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

;// CONCATENATED MODULE: ./build/provision/go-cache-files.js



/**
 * An entry of Go's build cache or what it stands for. Left out are programs that `go run` keeps, which are directories, what fuzzing
 * found, and Go's notes to itself. Source: fileName in Go's cmd/go/internal/cache/cache.go.
 */
const isBuildFile = (path) => /^[0-9a-f]{2}\/[0-9a-f]{64}-[ad]$/.test(path);
/**
 * What Go fetched of a module. Never a .ziphash: it is Go's note that a zip was compared with go.sum, and without it Go
 * compares again. Source: downloadZip and hashZip in Go's cmd/go/internal/modfetch/fetch.go.
 */
const isModuleFile = (path) => /\/@v\/[^/]+\.(zip|info|mod)$/.test(path);
/** Everything below a directory but directories; nothing where it is not there. */
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
async function listFiles(directory, may) {
    const all = await listAll(directory);
    return all.filter(({ path, isFile }) => isFile && may(path)).map(({ path }) => path);
}
/** The path of something below a directory that is no plain file, or that may not be there; undefined where all may. */
async function findStrange(directory, may) {
    const all = await listAll(directory);
    return all.find(({ path, isFile }) => !isFile || !may(path))?.path;
}
/** The files of Go's build cache that were made or used since a time (milliseconds): Go sets a file's time when it uses it. */
async function findUsedBuildFiles(directory, since) {
    const paths = await listFiles(directory, isBuildFile);
    const files = await Promise.all(paths.map(async (path) => {
        const { size, mtimeMs } = await (0,promises_.stat)((0,external_node_path_.join)(directory, path));
        return mtimeMs >= since ? [{ path, size }] : [];
    }));
    return files.flat();
}
/**
 * What this module's go.sum lists of the module cache: of a module that was unpacked its zip, of the others, whose
 * requirements Go reads, no more than that.
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
            ? sums.has(name) && (await isThere((0,external_node_path_.join)(directory, `${module}@${version}`)))
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
/** `!x` stands for `X`, for file systems that do not tell them apart. Source: golang.org/x/mod/module, EscapePath. */
function unescapePath(path) {
    return path.replaceAll(/!([a-z])/g, (_, letter) => letter.toUpperCase());
}
async function isThere(path) {
    return (0,promises_.stat)(path).then(() => true, () => false);
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
/** Enough hex digits of SHA-256 to tell keys apart. */
function shortHash(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex").slice(0, 16);
}

;// CONCATENATED MODULE: ./build/provision/go-caches.js









/** More than so many bytes, before compression, are not kept: to bring them back takes longer than to make them again. */
const mostBytes = 2 * 2 ** 30;
/**
 * The age, in hours, of what is brought back. Go sets the time of what it uses where that is older than one hour, and
 * clears away what is older than five days. Source: markUsed and Trim in Go's cmd/go/internal/cache/cache.go.
 */
const restoredAge = 2;
const hour = 3_600_000;
const nothing = { dropModules: async () => false, save: async () => undefined };
/**
 * Brings back what an earlier run left of Go's caches. To be called before Go is asked to list anything, since that
 * fetches modules.
 */
async function openGoCaches(host, question) {
    const { inputs, use } = question;
    // Elsewhere than on Linux Go's cache is somewhere else, and there is nothing costly to build.
    if (!host.cache.available || use.kind === "off" || inputs.dryRun || !inputs.build || host.os !== "linux") {
        return nothing;
    }
    try {
        const session = await openSession(host, question);
        return session === undefined ? nothing : await restore(host, session);
    }
    catch (error) {
        host.log.warning(`Go's caches are not kept: ${messageOf(error)}`);
        return nothing;
    }
}
async function openSession(host, question) {
    const opened = Date.now();
    const { go, inputs, directory } = question;
    const places = await readGoPlaces(host, go.file, directory);
    const trees = await findTrees(host, question, places);
    if (trees.length === 0) {
        return undefined;
    }
    const [distribution, modules] = await Promise.all([readDistribution(), readModuleFiles(places.moduleDirectories)]);
    const lookup = lookupParts({
        system: [host.os, ...(distribution === undefined ? [] : [distribution.id, distribution.version]), host.arch],
        goVersion: go.version,
        targets: inputs.targets.map(targetName),
        modules: modules.hashes,
    });
    const file = (0,external_node_path_.join)(host.stagingDirectory, "go-caches.pack");
    return { opened, trees, modules: places.moduleCache, lookup, sums: modules.sums, file };
}
/** The caches that this run keeps; the log says why the others are left alone. */
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
        { name: "build", directory: places.buildCache, may: isBuildFile },
        { name: "modules", directory: (0,external_node_path_.join)(places.moduleCache, "cache/download"), may: isModuleFile },
    ];
    return trees.filter(({ name }) => {
        const use = decided[name];
        if (use.kind === "left") {
            host.log.info(`Go's ${go_caches_titles[name]} is left alone: ${use.reason}.`);
        }
        return use.kind === "kept";
    });
}
const go_caches_titles = { build: "build cache", modules: "module cache" };
/** True of a directory that is not there, too. */
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
        return nothing;
    }
    const restored = found.kind === "hit" || found.kind === "partial" ? await bringBack(host, session) : [];
    await (0,promises_.rm)(session.file, { recursive: true, force: true });
    host.log.group(describeRestored(found, restored), session.lookup.map(describePart));
    let good = restored.length > 0;
    const source = () => (found.kind === "miss" ? undefined : { good, key: "key" in found ? found.key : undefined });
    return {
        dropModules: async () => {
            const dropped = await dropModules(host, restored);
            good &&= !dropped;
            return dropped;
        },
        save: (run) => save(host, { ...session, run, found: source() }).catch((error) => host.log.warning(`Go's caches could not be saved: ${messageOf(error)}`)),
    };
}
/** Unpacks what came. Where it is not as it should be, nothing of it stays. */
async function bringBack(host, { file, trees, opened }) {
    try {
        const pack = await openPack(file);
        try {
            const held = trees.filter(({ name }) => pack.trees.some((each) => each.name === name));
            for (const { name, directory, may } of held) {
                await pack.unpack(name, directory, { mtime: new Date(opened - restoredAge * hour) });
                const strange = await findStrange(directory, may);
                if (strange !== undefined) {
                    throw new Error(`it holds ${strange}, which no run saves`);
                }
            }
            return held;
        }
        finally {
            await pack.close();
        }
    }
    catch (error) {
        host.log.warning(`What the cache held of Go's caches is not used: ${messageOf(error)}`);
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
        host.log.warning(`The modules that the cache held could not be removed: ${messageOf(error)}`);
        return false;
    }
}
function describeRestored(found, restored) {
    switch (found.kind) {
        case "hit":
        case "partial":
            return restored.length > 0
                ? `Go's caches: ${restored.map(({ name }) => go_caches_titles[name]).join(" and ")} restored from ${found.key}`
                : `Go's caches: nothing taken from ${found.key}`;
        case "miss":
            return "Go's caches: no earlier run has kept any";
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
    const wanted = makeGoCacheKey({ lookup, builds }, shortHash).key;
    const taken = found !== undefined && (found.key ?? wanted).startsWith(wanted);
    if (taken && found.good) {
        host.log.info("Go's caches: nothing to save, they came from a run of the same key.");
        return;
    }
    const kept = await findKeptFiles(saving);
    const bytes = kept.flatMap(({ files }) => files).reduce((sum, { size }) => sum + size, 0);
    if (bytes === 0) {
        return;
    }
    if (bytes > mostBytes) {
        const most = describeBytes(mostBytes);
        host.log.info(`Go's caches: not saved, since they are ${describeBytes(bytes)} and no more than ${most} are kept.`);
        return;
    }
    // An entry stays what it is: one that is no good is put behind a newer one, which is then found before it.
    const key = taken ? `${found.key ?? wanted}+` : wanted;
    const trees = await Promise.all(kept.map(async ({ name, directory, files }) => {
        const paths = new Set(files.map(({ path }) => path));
        return { name, directory, entries: await listTree(directory, (path) => paths.has(path)), about: null };
    }));
    await writePack(file, trees);
    const { size } = await (0,promises_.stat)(file);
    const saved = await host.cache.save({ path: file, key, restoreKeys: [] });
    await (0,promises_.rm)(file, { force: true });
    if (saved.kind === "saved") {
        const title = `Go's caches: saved as ${key}, ${describeBytes(bytes)} in ${describeBytes(size)}`;
        host.log.group(title, [...lookup, ...builds].map(describePart));
    }
    else {
        host.log.warning(`Go's caches could not be saved: ${saved.reason}`);
    }
}
async function describeBuilds({ plan, toolchains }) {
    return Promise.all(plan.targets.map(async (target) => {
        const outcome = target.toolchain === undefined ? undefined : await toolchains.get(target.toolchain);
        const toolchain = outcome?.kind === "ready" ? outcome.value : undefined;
        // The name of a compiler of ours carries the hash of its root; the machine's own has its version line.
        const version = toolchain?.source === "host" ? ` (${toolchain.version})` : "";
        return buildPart(target, toolchain && `${toolchain.names.cc}${version}`);
    }));
}
/** What this run made, fetched or used. */
async function findKeptFiles({ trees, opened, modules, sums }) {
    const since = opened - (restoredAge * hour) / 2;
    const found = await Promise.all(trees.map(async ({ name, directory }) => {
        const files = name === "build" ? findUsedBuildFiles(directory, since) : findListedModuleFiles(modules, sums);
        return { name, directory, files: await files };
    }));
    return found.filter(({ files }) => files.length > 0);
}
function describeBytes(bytes) {
    return `${(bytes / 1e6).toFixed(1)} MB`;
}

;// CONCATENATED MODULE: ./build/provision/lock.js


/** The file's name, beside the program's go.mod. */
const lockFile = "cgo-cross.lock";
/** The release of a machine that builds, as the lock names it. */
function releaseName({ id, version, codename }, arch) {
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
        throw new Error(`${lockFile} is not JSON (${error instanceof Error ? error.message : "?"}); ${again}`);
    }
    const lock = value;
    if (lock?.schema !== 1 || typeof lock.releases !== "object" || lock.releases === null) {
        throw new Error(`${lockFile} is not of this version of cgo-cross; ${again}`);
    }
    for (const [release, roots] of Object.entries(lock.releases)) {
        for (const [id, root] of Object.entries(roots)) {
            if (!isLockedRoot(root)) {
                throw new Error(`${lockFile}: ${id} of ${release} is not whole; ${again}`);
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
        root.packages.every(({ name, version, architecture, size, sha256 }) => areWords([name, version, architecture]) && Number.isInteger(size) && isHash(sha256)));
}
/** The text of a lock file: sorted, so that two of them can be compared line by line. */
function describeLock(lock) {
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
/** Takes from a lock what these requests need. Nothing is taken from elsewhere once there is a lock. */
function useLock(lock, requests, release) {
    const locked = lock.releases[release];
    const known = Object.keys(lock.releases).sort().join(", ");
    if (locked === undefined) {
        const problem = `${lockFile} is for ${known || "no release at all"} and this machine is ${release}; run \`cgo-cross lock\` on one like it, which adds it, and commit the file`;
        return { roots: new Map(), problems: requests.length === 0 ? [] : [problem] };
    }
    const roots = new Map();
    const problems = [];
    for (const request of requests) {
        const { id } = request;
        const root = locked[id];
        const lacking = askedOf(request).filter((name) => root?.requested.includes(name) !== true);
        if (root === undefined || lacking.length > 0) {
            const what = root === undefined ? id : `${lacking.join(", ")} for ${id}`;
            problems.push(`${lockFile} has no ${what} on ${release}; run \`cgo-cross lock\` with these targets and commit the file`);
        }
        else {
            roots.set(id, root);
        }
    }
    return { roots, problems };
}
/** A short name of what a lock says about some roots, for keys. */
function lockHash(roots) {
    const lines = [...roots].map(([id, { digest }]) => `${id} ${digest}`).sort();
    return (0,external_node_crypto_.createHash)("sha256").update(lines.join("\n")).digest("hex").slice(0, 16);
}
/** What differs between a lock and what the archive has today, a line each; empty where nothing does. */
function compareLocks(locked, today) {
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

;// CONCATENATED MODULE: ./build/provision/lock-file.js



/** Where a program's lock lies, or would: in the directory that is built or above it, up to the one with its go.mod. */
async function findLockPath(directory) {
    for (let at = directory;; at = (0,external_node_path_.dirname)(at)) {
        const isTop = (await lock_file_exists((0,external_node_path_.join)(at, "go.mod"))) || (0,external_node_path_.dirname)(at) === at;
        if (isTop || (await lock_file_exists((0,external_node_path_.join)(at, lockFile)))) {
            return (0,external_node_path_.join)((0,external_node_path_.dirname)(at) === at ? directory : at, lockFile);
        }
    }
}
async function lock_file_exists(file) {
    return (0,promises_.access)(file).then(() => true, () => false);
}
/** The lock at a path; undefined where there is none. Throws where it cannot be used, with what to do. */
async function readLock(path) {
    return (await lock_file_exists(path)) ? parseLock(await (0,promises_.readFile)(path, "utf8")) : undefined;
}

;// CONCATENATED MODULE: ./build/provision/clang.js






/** What clang's packages bring along for building on the machine itself, and what nothing here starts or loads. */
const clang_unused = new RegExp(`^(${[
    "lib(c6|crypt|nsl|tirpc)-dev|linux-libc-dev|libc-dev-bin|rpcsvc-proto|libcrypt1|libnsl2|libtirpc.*|libssl3.*",
    "libkrb5.*|libk5crypto.*|libgssapi-krb5.*|libkeyutils.*|libcom-err.*",
    "libgcc-\\d+-dev|gcc-\\d+-base|libstdc\\+\\+-\\d+-dev|libobjc.*|libgc1.*",
    "lib(asan|hwasan|lsan|tsan|ubsan|gomp|itm|quadmath|cc1-)\\d.*",
    "llvm-\\d+-linker-tools|libclang1-.*|libclang-rt-.*|libgprofng.*|binutils-common",
].join("|")})$`);
/** The root of the compiler itself, with lld, and an archiver that takes objects of every target. */
const clangRequest = {
    id: "clang",
    packages: ["clang", "lld", "binutils"],
    only: ({ name }) => !clang_unused.test(name),
    wrappers: () => [],
    versionOf: /^clang-\d+$/,
};
/** What a target's programs are compiled with and linked to: not a word of it is run here. */
const targetsOwn = /^(libc6|libc6-dev|linux-libc-dev|libcrypt1|libcrypt-dev|libgcc-s\d|libgcc-\d+-dev|libatomic1|libstdc\+\+6|libstdc\+\+-\d+-dev)$/;
/** mingw-w64's headers and libraries, and the package that holds libgcc, which is the compiler's own. */
const clang_mingwsOwn = /^(mingw-w64-common|mingw-w64-[a-z0-9-]+-dev|gcc-mingw-w64-[a-z0-9-]+-posix)$/;
/** GNU ld and its libraries. */
const gnuLinker = /^(binutils-.*|libbinutils|libctf.*|libjansson\d*|libzstd\d*|zlib1g)$/;
/** The root of what is a target's own. */
function clangTargetRequest(plan) {
    const mingw = plan.toolchain.interpreter === undefined;
    // Those of the machine's own target alone have plain names: libc6-dev, and libc6-dev-arm64-cross.
    const suffix = plan.toolchain.libraries === "." ? "" : "-cross";
    const isLibrary = (name) => name.endsWith(suffix) && targetsOwn.test(suffix === "" ? name : name.replace(/-[a-z0-9]+-cross$/, ""));
    const takes = ({ name }) => (mingw ? clang_mingwsOwn.test(name) : isLibrary(name)) ||
        (plan.linker === "gnu" && gnuLinker.test(name) && name !== "binutils-common");
    return {
        id: plan.id,
        release: plan.release,
        packages: plan.packages,
        only: takes,
        finish: (directory) => (mingw ? keepLibgcc(directory, plan.toolchain.triple) : dropGccHeaders(directory)),
        wrappers: () => [],
        versionOf: /^(libc6-dev|mingw-w64-.*-dev$)/,
    };
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
/**
 * Makes the commands that join a compiler and a target's root, in a tool directory that is named by the content of both:
 * what is there already is what would be written. Throws where it cannot be written.
 */
async function makeClangCommands(host, plan, parts) {
    const content = pairHash(plan, parts);
    const binDirectory = await writeCommands(host, { id: plan.id, content }, (directory) => clangWrappers(plan, { binDirectory: directory, content, ...parts }));
    return { binDirectory, names: compilerNames(plan.toolchain, content) };
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
    return (0,external_node_crypto_.createHash)("sha256").update(words.join("\n")).digest("hex").slice(0, 16);
}
/** The commands for one target: the compilers under two names each (see compilerNames), ar, GNU ld and pkg-config. */
function clangWrappers(plan, place) {
    const { toolchain } = plan;
    const { triple } = toolchain;
    const { cc, cxx, ar } = toolchain.programs;
    const names = compilerNames(toolchain, place.content);
    const root = (0,external_node_path_.join)(place.target.directory, "root");
    const flags = clangFlags(plan, place);
    const cxxFlags = ["--driver-mode=g++", ...flags];
    const linker = script(place.target.directory, (0,external_node_path_.join)(root, "usr/bin", `${triple}-ld.bfd`), []);
    return [
        ...[cc, names.cc].map((name) => ({ name, text: tool(plan, place, { name: "cc", flags }) })),
        ...[cxx, names.cxx].map((name) => ({ name, text: tool(plan, place, { name: "cc", flags: cxxFlags }) })),
        { name: ar, text: tool(plan, place, { name: "ar", flags: [] }) },
        ...(plan.linker === "gnu" ? [{ name: `${triple}-ld`, text: linker }] : []),
        { name: `${triple}-pkg-config`, text: pkgConfigScript(root, toolchain) },
    ];
}
function clangFlags(plan, { clang, target, binDirectory }) {
    const { triple, interpreter } = plan.toolchain;
    const root = (0,external_node_path_.join)(target.directory, "root");
    const lld = plan.compiler?.lld ?? (0,external_node_path_.join)(clang?.directory ?? "", "root/usr/bin/ld.lld");
    return [
        `--target=${triple}`,
        // clang looks for mingw-w64 in <sysroot>/<triple>.
        ...(interpreter === undefined ? [`--sysroot=${(0,external_node_path_.join)(root, "usr")}`] : [`--sysroot=${root}`]),
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

;// CONCATENATED MODULE: ./build/provision/musl.js









/** The root of musl for one architecture: headers, crt files and libc.a. Nothing in it is run. */
function muslRequest({ id, architecture }, machineArch) {
    return {
        id,
        architecture: architecture === hostArchitecture(machineArch) ? undefined : architecture,
        packages: ["musl-dev"],
        only: ({ name }) => name === "musl-dev",
        wrappers: () => [],
        versionOf: /^musl-dev$/,
    };
}
/**
 * A toolchain whose C library is musl: the same compiler, with musl's headers in the place of its own, and musl's crt
 * files and libc before them. The compiler's own headers (stddef.h) and the kernel's (linux/) stay within reach.
 * Source of the directories: musl-gcc.specs, which musl's own wrapper for gcc uses.
 */
async function joinMusl(host, { plan, toolchain, root }) {
    const files = (0,external_node_path_.join)(root.directory, "root");
    const [triple] = (await (0,promises_.readdir)((0,external_node_path_.join)(files, "usr/lib"))).filter((name) => name.includes("-linux-musl"));
    const compiler = splitWords(toolchain.cc).words;
    const own = await Promise.all([
        ask(host, [...compiler, "-print-file-name=include"]),
        findKernelHeaders(host, compiler),
    ]).catch(messageOf);
    if (triple === undefined || typeof own === "string") {
        const message = typeof own === "string" ? own : "musl-dev has no directory for its libraries";
        return { kind: "failed", message: `musl: ${message}` };
    }
    const [include, kernel] = own;
    const flags = (at, kernelLinks) => [
        "-nostdinc",
        ...["-isystem", (0,external_node_path_.join)(at, "usr/include", triple), "-isystem", include, "-idirafter", kernelLinks],
        `-B${(0,external_node_path_.join)(at, "usr/lib", triple)}/`,
        `-L${(0,external_node_path_.join)(at, "usr/lib", triple)}`,
        // Paths of this machine would differ from one machine to the next in debug information.
        `-ffile-prefix-map=${at}=/musl`,
    ];
    const words = [
        toolchain.names.cc,
        toolchain.version,
        contentHash(root.record.packages),
        ...flags("", "kernel").slice(0, 3),
    ];
    const content = (0,external_node_crypto_.createHash)("sha256").update(words.join("\n")).digest("hex").slice(0, 16);
    const cc = `${plan.triple}-musl-cc-${content}`;
    const binDirectory = await writeCommands(host, { id: plan.id, content }, async (directory) => {
        const links = (0,external_node_path_.join)((0,external_node_path_.dirname)(directory), "kernel");
        await linkKernelHeaders(links, kernel);
        const command = [...compiler, ...flags(files, links)].map(wrappers_quote).join(" ");
        return [{ name: cc, text: `#!/bin/sh\nexec ${command} "$@"\n` }];
    });
    return {
        kind: "ready",
        value: {
            ...toolchain,
            cc: (0,external_node_path_.join)(binDirectory, cc),
            cxx: undefined,
            names: { cc, cxx: undefined },
            binDirectories: [binDirectory, ...toolchain.binDirectories],
            version: `${toolchain.version}, musl ${root.record.packages[0]?.version ?? ""}`,
        },
    };
}
async function ask(host, words) {
    const [file = "cc", ...args] = words;
    const done = await host.processes.run({ file, args, environment: host.environment, timeoutSeconds: 60 });
    if (done.exitCode !== 0) {
        throw new Error(`the compiler does not answer ${args.at(-1)}: ${done.output.trim()}`);
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
    const found = await Promise.all(names.map((name) => (0,promises_.access)((0,external_node_path_.join)(directory, name)).then(() => true, () => false)));
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

;// CONCATENATED MODULE: ./build/provision/addresses.js

/**
 * The addresses behind a URI of apt's, the best first: those of the list's mirrors for `mirror+file:`, otherwise itself.
 * @param sources The URIs of apt's sources.
 * @throws Where the list cannot be read. Source: apt-transport-mirror(1).
 */
async function addressesOf(uri, sources) {
    const source = sources.find((each) => each.startsWith(addresses_listed) && uri.startsWith(withSlash(each)));
    if (source === undefined) {
        return [uri];
    }
    const mirrors = parseMirrors(await (0,promises_.readFile)(source.slice(addresses_listed.length), "utf8"));
    return mirrors.map((mirror) => withSlash(mirror) + uri.slice(withSlash(source).length));
}
const addresses_listed = "mirror+file:";
/** `URI priority:N key:value…`, a mirror a line; those without a priority come last. */
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
/** A URI without what it may hold of secrets: its host, or the whole of one that names none. */
function hostOf(uri) {
    return (URL.canParse(uri) && new URL(uri).host) || uri;
}
const withSlash = (uri) => (uri.endsWith("/") ? uri : `${uri}/`);

;// CONCATENATED MODULE: ./build/provision/contents.js





/**
 * The packages that hold files, from the Contents indexes that apt has fetched. A line of them is a path without its
 * leading slash, spaces, and `section/package` separated by commas; see "Contents indices" in Debian's RepositoryFormat.
 * Throws where there is no such index.
 */
async function findOwners(lists, paths) {
    const files = (await (0,promises_.readdir)(lists)).filter((name) => /_Contents-[a-z0-9]+(\.gz)?$/.test(name));
    if (files.length === 0) {
        throw new Error("the archive has no index of which package holds which file");
    }
    const wanted = new Set(paths);
    // The last part of a path is rarer than its beginning, which is that of every other line.
    const endings = [...new Set(paths.map((path) => `${path.split("/").at(-1) ?? path} `))];
    const found = new Map();
    for (const name of files) {
        await eachBlock((0,external_node_path_.join)(lists, name), (block) => {
            for (const ending of endings) {
                for (let at = block.indexOf(ending); at >= 0; at = block.indexOf(ending, at + 1)) {
                    const line = block.slice(block.lastIndexOf("\n", at) + 1, block.indexOf("\n", at));
                    const path = line.slice(0, line.search(/\s/));
                    if (wanted.has(path)) {
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
/** Gives a file's text in blocks of whole lines. */
async function eachBlock(file, take) {
    let rest = "";
    const read = async (pieces) => {
        for await (const piece of pieces) {
            const text = rest + piece.toString("latin1");
            const end = text.lastIndexOf("\n") + 1;
            take(text.slice(0, end));
            rest = text.slice(end);
        }
        take(`${rest}\n`);
    };
    const source = (0,external_node_fs_.createReadStream)(file, { highWaterMark: 1 << 20 });
    await (file.endsWith(".gz") ? (0,external_node_stream_promises_namespaceObject.pipeline)(source, (0,external_node_zlib_.createGunzip)({ chunkSize: 1 << 20 }), read) : (0,external_node_stream_promises_namespaceObject.pipeline)(source, read));
}
/** What comes with every toolchain, and is of no library's package. */
const contents_toolchainsOwn = /^(libc6-dev|linux-libc-dev|libgcc-\d+-dev|libstdc\+\+-\d+-dev)$/;
/**
 * The packages that hold what a root must have, beside those that were asked for by name; or, in a sentence, what is not
 * to be had or to be had from several.
 * @param owners The packages of each path (see findOwners), or why they could not be looked up.
 */
function chooseOwners({ packages, wants = [] }, owners, title) {
    if (typeof owners === "string") {
        const all = wants.map(({ what }) => what).join(", ");
        const way = "or name the packages yourself, as in `libraries: off libfoo-dev`";
        return wants.length === 0 ? [] : `which package has ${all} could not be looked up: ${owners}; ${way}`;
    }
    const chosen = [];
    const problems = [];
    for (const { what, paths } of wants) {
        const all = [...new Set(paths.flatMap((path) => owners.get(path) ?? []))].sort();
        const development = all.filter((name) => name.endsWith("-dev"));
        const candidates = development.length > 0 ? development : all;
        if (candidates.some((name) => packages.includes(name) || contents_toolchainsOwn.test(name))) {
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
    return problems.length > 0 ? problems.join("; ") : chosen;
}

;// CONCATENATED MODULE: ./build/provision/stalls.js

const mirrorPatience = { stallSeconds: 20, tries: 4, pauseSeconds: 1 };
/** Less than this many bytes in `stallSeconds` is as good as nothing. */
const trickle = 16_384;
/** Milliseconds between two looks at what has come. */
const lookEvery = 100;
/** Runs apt and looks at what comes; ends it where that is next to nothing for `stallSeconds`. Throws as `start` does. */
async function watch({ start, look, stallSeconds }) {
    const stop = new AbortController();
    let mark = { bytes: await look(), at: performance.now() };
    const running = start(stop.signal);
    for (;;) {
        const completed = await Promise.race([running, (0,external_node_timers_promises_namespaceObject.setTimeout)(lookEvery, undefined)]);
        const bytes = await look();
        if (completed !== undefined) {
            return { completed, stalled: stop.signal.aborted };
        }
        // Fewer bytes than before mean that a server has begun anew.
        if (Math.abs(bytes - mark.bytes) >= trickle) {
            mark = { bytes, at: performance.now() };
        }
        if (performance.now() - mark.at > stallSeconds * 1000) {
            stop.abort();
        }
    }
}
/** Waits before the next try. */
function pauseBefore(attempt, { pauseSeconds }) {
    return (0,external_node_timers_promises_namespaceObject.setTimeout)(pauseSeconds * 1000 * 3 ** (attempt - 2));
}
/** False of what no mirror's answer could change, such as a version that the index does not list. */
function isWorthAnotherTry({ completed, stalled }) {
    return stalled || /^(E: Failed to fetch|Err:)/m.test(completed.output);
}
/**
 * A mirror's word that it has none of what failed. Ubuntu's main archive says so of most architectures, whose files its
 * signed index lists all the same, since the ports archive shares that.
 */
function isNotThere({ output }) {
    const failed = output.split("\n").filter((line) => /^E: (Failed to fetch|The repository) /.test(line));
    return failed.length > 0 && failed.every((line) => /\s404\s+Not Found| does not have a Release file/.test(line));
}
/** What to do about a mirror. */
const mirrorAdvice = "try again later, or choose another mirror in the system's apt sources";
/** Why apt failed, in its own words, on one line. */
function explain(done) {
    if (done.ending === "timeout") {
        return `no answer in time; ${mirrorAdvice}`;
    }
    const lines = done.output
        .trim()
        .split("\n")
        .filter((line) => line !== "E: Download Failed");
    // Warnings come first, and need not be why it failed; an error repeats what was said of its address.
    const errors = [/^E:/, /^W:/].flatMap((pattern) => lines.filter((line) => pattern.test(line)));
    const said = errors.length > 0 ? errors : lines.filter((line) => line.startsWith("Err:"));
    const shown = (said.length > 0 ? said : lines).slice(0, 4).join(" ");
    return shown.replaceAll(/\s+/g, " ");
}

;// CONCATENATED MODULE: ./build/provision/downloads.js




/** `Fetching packages: 12.3 of 61.9 MB, 8 left…` */
function describeProgress({ bytes, of, left }) {
    return `Fetching packages: ${downloads_describeBytes(bytes, of)}, ${left} left…`;
}
function downloads_describeBytes(bytes, of) {
    return of < 1e6
        ? `${(bytes / 1e3).toFixed(0)} of ${(of / 1e3).toFixed(0)} kB`
        : `${(bytes / 1e6).toFixed(1)} of ${(of / 1e6).toFixed(1)} MB`;
}
/** How many apts fetch at once: mirrors often give each connection its share and no more. */
const connections = 3;
/** Where less is to be fetched, one apt does it as quickly. */
const worthSharing = 4e6;
/** As many more bytes as this are worth another round of tries. */
const worthRetrying = 1e6;
/**
 * Fetches packages and gives those that were not there yet. Throws an Error that names what did not come, and after
 * everything else has.
 */
async function downloadPackages(order) {
    const arrivals = makeArrivals(order);
    const lacking = await arrivals.begin();
    const bytes = lacking.reduce((sum, each) => sum + each.size, 0);
    const groups = deal(lacking, bytes < worthSharing ? 1 : connections, (each) => each.size);
    const ended = await Promise.allSettled(groups.map((packages) => fetchGroup(order, { arrivals, packages })));
    const failed = ended.find((each) => each.status === "rejected");
    if (failed !== undefined) {
        throw failed.reason;
    }
    return lacking;
}
/** Lets each package be waited for by itself. `start` fetches them, and is told by whom to tell what has arrived. */
function expectPackages(packages, start) {
    const settlers = new Map();
    const there = new Map(packages.map(({ file }) => [file, new Promise((settle) => settlers.set(file, settle))]));
    const all = start(({ file }) => settlers.get(file)?.());
    const ended = all.then(() => { });
    // Told to whoever waits, and else to nobody.
    ended.catch(() => { });
    return { all, of: ({ file }) => Promise.race([there.get(file) ?? ended, ended]) };
}
/** Deals things into so many groups of about equal weight, or fewer, the heaviest first. */
function deal(things, groups, weight) {
    const dealt = Array.from({ length: groups }, () => ({ things: [], weight: 0 }));
    for (const thing of [...things].sort((left, right) => weight(right) - weight(left))) {
        const lightest = dealt.reduce((least, each) => (each.weight < least.weight ? each : least));
        lightest.things.push(thing);
        lightest.weight += weight(thing);
    }
    return dealt.map((each) => each.things).filter((each) => each.length > 0);
}
async function fetchGroup(order, { arrivals, packages }) {
    const { fetch, patience } = order;
    let most = 0;
    let queue = packages;
    for (let attempt = 1;; attempt += 1) {
        const watched = await watch({
            start: (stop) => fetch(queue, { stop, attempt }),
            look: () => arrivals.look(packages),
            stallSeconds: patience.stallSeconds,
        });
        const left = arrivals.left(queue);
        if (left.length === 0) {
            return;
        }
        // Whatever held up the rest is asked for last.
        queue = [...left.slice(1), ...left.slice(0, 1)];
        if (!isWorthAnotherTry(watched)) {
            throw new Error(`packages could not be fetched: ${explain(watched.completed)}`);
        }
        const bytes = arrivals.bytes(packages);
        if (bytes - most >= worthRetrying) {
            attempt = 1;
        }
        else if (attempt >= patience.tries) {
            throw new Error(await downloads_describeFailure(order, { watched, left: arrivals.left(packages), arrivals }));
        }
        most = Math.max(most, bytes);
        await pauseBefore(attempt + 1, patience);
    }
}
async function downloads_describeFailure({ patience, hostsOf }, { watched, left, arrivals }) {
    const begun = left.find((each) => arrivals.bytes([each]) > 0) ?? left[0];
    if (begun === undefined) {
        return "packages could not be fetched";
    }
    const others = left.length > 1 ? `, nor could ${left.length - 1} more` : "";
    const came = downloads_describeBytes(arrivals.bytes([begun]), begun.size);
    const why = watched.stalled ? `nothing came any more for ${patience.stallSeconds} s` : explain(watched.completed);
    return (`${begun.name} ${begun.version} could not be fetched from ${(await hostsOf(begun)).join(" or ")}${others}: ` +
        `${came} in ${patience.tries} tries, ${why}; ${mirrorAdvice}`);
}
/** Keeps an eye on the files of packages while they grow. */
function makeArrivals({ packages, directory, heard }) {
    const sizes = new Map();
    const arrived = new Set();
    /** Files of the right size and wrong content, by when they were written: they are hashed once. */
    const refused = new Map();
    const bytes = (group) => group.reduce((sum, each) => sum + (sizes.get(each.file) ?? 0), 0);
    const left = (group) => group.filter((each) => !arrived.has(each.file));
    const of = packages.reduce((sum, each) => sum + each.size, 0);
    let shown = -1;
    async function lookAt(each) {
        const path = (0,external_node_path_.join)(directory, each.file);
        const found = await (0,promises_.lstat)(path).catch(() => undefined);
        // What a cache brings back can be anything, even a pipe that nobody writes to: only a file is read.
        const size = found?.isFile() === true ? found.size : 0;
        sizes.set(each.file, Math.min(size, each.size));
        if (found === undefined || size !== each.size || refused.get(each.file) === found.mtimeMs) {
            return;
        }
        // apt moves a file away that it refuses.
        if ((await hashFile(path).catch(() => "")) === each.sha256) {
            arrived.add(each.file);
            heard.arrived(each);
        }
        else {
            refused.set(each.file, found.mtimeMs);
        }
    }
    /** Looks at some, and gives the bytes that are there of them. */
    async function look(group) {
        await Promise.all(left(group).map(lookAt));
        const all = bytes(packages);
        if (all !== shown) {
            shown = all;
            heard.progress({ bytes: all, of, left: left(packages).length });
        }
        return bytes(group);
    }
    return {
        left,
        bytes,
        look,
        /** Gives what is not there. Only what this run has begun is gone on with: anything else in its place is removed. */
        async begin() {
            await Promise.all(packages.map(lookAt));
            const lacking = left(packages);
            for (const each of lacking) {
                await (0,promises_.rm)((0,external_node_path_.join)(directory, each.file), { recursive: true, force: true });
                sizes.delete(each.file);
            }
            return lacking;
        },
    };
}

;// CONCATENATED MODULE: ./build/provision/fetch.js




const nameAndVersion = ({ name, version }) => `${name}=${version}`;
/** Reads `'URI' name_version_arch.deb size SHA256:hash` lines. */
function parseUris(text) {
    return new Map([...text.matchAll(/^'([^']*)' (\S+)_(\S+)_[^_\s]+\.deb /gm)].map(([, uri = "", name = "", version = ""]) => [
        nameAndVersion({ name, version: decodeURIComponent(version) }),
        uri,
    ]));
}
/** Part of apt, for its own scripts; the same place in Debian and Ubuntu. */
const helper = "/usr/lib/apt/apt-helper";
/**
 * The ways to fetch packages into a directory with apt. apt-helper does it in a hundredth of a second of CPU time where
 * `apt-get download` needs a tenth, since it reads no index, and goes on with what is there in part, where the other
 * removes it. It is given the index's hash to check. What is not fetched over http is left to `apt-get download`, and so is
 * an address with a password in it, which others could see among a program's arguments.
 * @param uris What is known already; what is asked for besides is added.
 * @param sources The URIs of apt's sources.
 */
function makeFetch(run, { directory, uris, sources, }) {
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
            const command = overHttp && (await isExecutable(helper))
                ? [helper, "download-file", ...words]
                : ["apt-get", "download", "-q", "--", ...packages.map(nameAndVersion)];
            return run(command, { stop, directory });
        },
        hostsOf: async (each) => (await addresses(each)).map(hostOf),
    };
}
/** Throws where the index does not list a package. */
async function locate(run, packages, uris) {
    const names = packages.map(nameAndVersion).filter((each) => !uris.has(each));
    if (names.length > 0) {
        const done = await run(["apt-get", "download", "--print-uris", "-qq", "--", ...names], { timeoutSeconds: 60 });
        if (done.exitCode !== 0) {
            throw new Error(`packages could not be fetched: ${explain(done)}`);
        }
        for (const [name, uri] of parseUris(done.stdout)) {
            uris.set(name, uri);
        }
    }
}
function isExecutable(file) {
    return (0,promises_.access)(file, promises_.constants.X_OK).then(() => true, () => false);
}

;// CONCATENATED MODULE: ./build/provision/sources.js
/**
 * Reads apt's source files. Entries for sources (deb-src) and disabled ones are left out; so is every option that would
 * weaken apt's check of signatures (`trusted`, `allow-insecure`…). That an index may be past its date is taken over for
 * snapshots alone. Source: sources.list(5).
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
    const native = sources.filter(({ architectures: asked }) => asked.length === 0 || architecture === undefined || asked.includes(architecture));
    const named = codename === "" ? [] : ofSuites(native, [codename]);
    // `stable` and the like only where nothing is named by codename: beside it they are a newer release, for picking from.
    const ofRelease = named.length > 0 ? named : ofSuites(native, rolling);
    const own = ofRelease.filter((source) => isArchive(source, id));
    // A company's mirror may lie anywhere and be signed by its own key.
    return own.length > 0 ? own : ofRelease;
}
/**
 * Where packages of another architecture than the machine's may be, in the order to ask: the sources that the machine has
 * for it, the machine's own mirror, and Ubuntu's two archives, of which a machine's own may be either. Which of them has
 * it changes from release to release (Ubuntu 26.04 moved arm64 from the ports to the main one), so each is asked.
 */
function foreignSources(sources, distribution, foreign) {
    const named = distributionSources(sources.filter((source) => source.architectures.includes(foreign)), { ...distribution, architecture: foreign });
    const own = distributionSources(sources, distribution);
    const archives = distribution.id === "ubuntu" ? ubuntuArchives : [];
    const others = archives.map((uri) => own.map((source) => ({ ...source, uris: [uri] })));
    return [named, own, ...others].filter((each) => each.length > 0);
}
const ubuntuArchives = ["http://ports.ubuntu.com/ubuntu-ports", "http://archive.ubuntu.com/ubuntu"];
/** Where distributions keep the releases that their mirrors have no more. */
const retired = {
    debian: "http://archive.debian.org/debian",
    ubuntu: "http://old-releases.ubuntu.com/ubuntu",
};
/** The sources of a release there, signed by the same keys; its indexes are past their date, since nothing renews them. */
function retiredSources(sources, { id, codename }) {
    const uri = retired[id];
    return (withoutUpdates(sources, codename) ?? sources).flatMap((source) => uri === undefined ? [] : [{ ...source, uris: [uri], expired: true }]);
}
/**
 * The release itself, without what was updated in it since: mirrors that lag behind have an index of updates for another
 * architecture that is not the signed one. Undefined where nothing would be left out, or nothing left.
 */
function withoutUpdates(sources, codename) {
    const left = sources.flatMap((source) => source.suites.includes(codename) ? [{ ...source, suites: [codename] }] : []);
    const suites = sources.flatMap((source) => source.suites);
    return left.length === 0 || suites.every((suite) => suite === codename) ? undefined : left;
}
const rolling = ["sid", "unstable", "testing", "stable", "oldstable", "devel"];
const endings = ["", "-updates", "-security", "-proposed-updates", "/updates"];
/** Where compilers and emulators are: in Debian all in main, in Ubuntu half of them in universe. */
const useful = ["main", "universe"];
function ofSuites(sources, names) {
    const wanted = new Set(names.flatMap((name) => endings.map((ending) => name + ending)));
    return sources.flatMap((source) => {
        const suites = source.suites.filter((suite) => wanted.has(suite));
        const components = source.components.filter((component) => useful.includes(component));
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
        // Personal archives lie in directories named as the archive's are.
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

;// CONCATENATED MODULE: ./build/provision/packages.js

/** Reads what `apt-cache show` prints. Throws on a paragraph without a SHA-256: nothing unhashed is ever used. */
function parsePackages(text) {
    const seen = new Map();
    for (const stanza of parseStanzas(text)) {
        const field = (name) => stanza.get(name) ?? "";
        const sha256 = field("sha256");
        const name = field("package");
        if (!/^[0-9a-f]{64}$/.test(sha256)) {
            throw new Error(`the package index gives no SHA-256 for ${name}, so it is not used`);
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
/**
 * What some packages need, among packages that apt has resolved together: since that set satisfies every dependency,
 * following each to whichever member satisfies it gives each request its own part.
 * @param leaveOut Packages that are not followed.
 */
function closure(requested, resolved, leaveOut) {
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
            if (!taken.has(found.name) && !leaveOut(found)) {
                taken.set(found.name, found);
                queue.push(...found.depends.flat());
            }
        }
    }
    return [...taken.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/provision/apt.js










/** Prepares a private apt. Throws where the host has no sources that could be used. */
async function openArchive(host, distribution, { directory, patience = mirrorPatience, architecture: foreign }) {
    const at = (...parts) => (0,external_node_path_.join)(directory, ...parts);
    for (const part of ["sources", "state/lists/partial", "cache/archives/partial"]) {
        await (0,promises_.mkdir)(at(part), { recursive: true });
    }
    const dump = await host.processes.run({ file: "apt-config", args: ["dump"], environment: host.environment });
    const settings = dump.stdout.split("\n");
    const own = /^APT::Architecture "([^"]+)";$/m.exec(dump.stdout)?.[1];
    const architecture = foreign ?? own;
    await (0,promises_.writeFile)(at("status"), "");
    const places = await findSources({ ...distribution, architecture: own }, foreign);
    await (0,promises_.writeFile)(at("preferences"), makePreferences(distribution));
    const configure = (contents) => (0,promises_.writeFile)(at("apt.conf"), makeConfiguration(settings, { directory, architecture, contents }));
    let hasContents = false;
    await configure(hasContents);
    const environment = {
        ...host.environment,
        APT_CONFIG: at("apt.conf"),
        LC_ALL: "C",
        DEBIAN_FRONTEND: "noninteractive",
    };
    const run = (args, options) => host.processes.run({ file: args[0] ?? "", args: args.slice(1), environment, directory, ...options });
    const uris = new Map();
    const lists = at("state/lists");
    let from = [];
    let inUse = [];
    const useSources = async (sources) => {
        inUse = sources;
        from = sources.flatMap((each) => each.uris);
        await (0,promises_.writeFile)(at("sources", "distribution.sources"), describeSources(sources));
    };
    const updateFrom = async (sources, elsewhere = false) => {
        if (sources !== inUse) {
            await useSources(sources);
        }
        await update(run, { lists, patience, from, elsewhere });
        if (!(await (0,promises_.readdir)(lists)).some((name) => /_Packages(\.|$)/.test(name))) {
            throw new Error(`${distribution.title} has no packages for ${architecture}`);
        }
    };
    await useSources(places[0] ?? []);
    return {
        update: async () => {
            const release = foreign === undefined ? [] : places.map((each) => withoutUpdates(each, distribution.codename));
            const whole = await firstOf(places, (sources, more) => updateFrom(sources, more || release.some(Boolean)));
            if (whole === undefined) {
                return;
            }
            // What has no index at all has no older one either.
            const lagging = release.filter((each) => each !== undefined && whole.message.startsWith(indexFailure));
            if (lagging.length === 0 || (await firstOf(lagging, (sources, more) => updateFrom(sources ?? [], more)))) {
                throw whole;
            }
            host.log.warning(`Packages for ${architecture} are those of ${distribution.title} as it was released, without its updates: ${whole.message}`);
        },
        owners: async (paths) => {
            if (!hasContents) {
                await configure(true);
                await update(run, { lists, patience, from, elsewhere: false });
                hasContents = true;
            }
            return findOwners(lists, paths);
        },
        resolve: (names) => resolve(run, names, uris),
        find: (wanted) => find(run, wanted),
        download: (packages, into, heard) => {
            const { fetch, hostsOf } = makeFetch(run, { directory: into, uris, sources: from });
            return downloadPackages({ packages, directory: into, heard, fetch, hostsOf, patience });
        },
    };
}
/**
 * Tries one place after the other; `more` tells that there are others yet.
 * @returns What the first place said where none will do, since it is the likeliest.
 */
async function firstOf(places, work) {
    let first;
    for (const [at, place] of places.entries()) {
        try {
            await work(place, at + 1 < places.length);
            return undefined;
        }
        catch (error) {
            first ??= error instanceof Error ? error : new Error(messageOf(error));
        }
    }
    return first;
}
const indexFailure = "the package index could not be refreshed: ";
async function update(run, { lists, patience, from, elsewhere }) {
    const tries = elsewhere ? Math.min(patience.tries, 2) : patience.tries;
    for (let attempt = 1;; attempt += 1) {
        const watched = await watch({
            start: (stop) => run(["apt-get", "update", "-q", "--error-on=any"], { stop }),
            look: () => filesSize(lists),
            stallSeconds: patience.stallSeconds,
        });
        const { completed, stalled } = watched;
        if (completed.exitCode === 0) {
            return;
        }
        if (!isWorthAnotherTry(watched) || (elsewhere && isNotThere(completed))) {
            throw new Error(`${indexFailure}${explain(completed)}`);
        }
        if (attempt >= tries) {
            const hosts = [...new Set(from.map(hostOf))].join(" and ");
            const why = stalled ? `nothing came from ${hosts} for ${patience.stallSeconds} s` : explain(completed);
            throw new Error(`${indexFailure}${why}, in ${attempt} tries; ${mirrorAdvice}`);
        }
        await pauseBefore(attempt + 1, patience);
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
async function resolve(run, names, uris) {
    const missing = [];
    for (let wanted = names; wanted.length > 0;) {
        const done = await run(["apt-get", "install", "--print-uris", "-qq", "--no-install-recommends", "--", ...wanted], {
            timeoutSeconds: 60,
        });
        if (done.exitCode === 0) {
            const found = parseUris(done.stdout);
            for (const [name, uri] of found) {
                uris.set(name, uri);
            }
            return { packages: await show(run, [...found.keys()]), missing };
        }
        const unknown = wanted.filter((name) => isUnknown(name, done.stderr));
        if (unknown.length === 0) {
            throw new Error(`apt cannot resolve ${wanted.join(", ")}: ${explain(done)}`);
        }
        missing.push(...unknown);
        wanted = wanted.filter((name) => !unknown.includes(name));
    }
    return { packages: [], missing };
}
function isUnknown(name, stderr) {
    return [`Unable to locate package ${name}`, `Package '${name}' has no installation candidate`].some((text) => stderr.split("\n").some((line) => line.replace(/^E: /, "").trim() === text));
}
/** Reads the packages' paragraphs of the index. */
async function show(run, names) {
    const done = await run(["apt-cache", "show", "--", ...names], { timeoutSeconds: 60 });
    if (done.exitCode !== 0) {
        throw new Error(`the package index cannot be read: ${explain(done)}`);
    }
    return parsePackages(done.stdout);
}
async function find(run, wanted) {
    // It prints what it has, and fails if it lacks any.
    const done = await run(["apt-cache", "show", "--", ...wanted.map(nameAndVersion)], { timeoutSeconds: 60 });
    return parsePackages(done.stdout);
}
/** The places to ask, one after the other: for the machine's own architecture there is one. */
async function findSources(distribution, foreign) {
    const files = [
        ...(await readSourceFiles("/etc/apt", (name) => name === "sources.list")),
        ...(await readSourceFiles("/etc/apt/sources.list.d", (name) => /\.(list|sources)$/.test(name))),
    ];
    const { codename, sourcesOf = codename } = distribution;
    const parsed = parseSources(files);
    const name = { ...distribution, codename: sourcesOf };
    const own = distributionSources(parsed, name);
    const places = foreign === undefined ? [own] : foreignSources(parsed, name, foreign);
    if (own.length === 0) {
        throw new Error(`none of the apt sources in /etc/apt is the archive of ${distribution.title}; ` +
            "add the distribution's own source (component main) there");
    }
    if (sourcesOf === codename) {
        return places;
    }
    const others = places.map((sources) => sources.map((source) => otherRelease(source, sourcesOf, codename)));
    return [...others, retiredSources(others[0] ?? [], distribution)];
}
/** The same mirror's source of another release: suites are named after the release, with the same endings. */
function otherRelease(source, from, to) {
    return {
        ...source,
        suites: source.suites.map((suite) => (suite.startsWith(from) ? to + suite.slice(from.length) : suite)),
    };
}
async function readSourceFiles(directory, take) {
    const names = await (0,promises_.readdir)(directory).catch(() => []);
    return Promise.all(names
        .filter(take)
        .sort()
        .map(async (name) => ({ name, text: await (0,promises_.readFile)((0,external_node_path_.join)(directory, name), "utf8") })));
}
/**
 * A source may look like the distribution's and be a third party's: the distribution's own packages, by the name in its
 * signed indexes (`Origin: Debian`), come before any other of the same name, whatever its version.
 */
function makePreferences({ id }) {
    return `Package: *\nPin: release o=${id.charAt(0).toUpperCase()}${id.slice(1)}\nPin-Priority: 990\n`;
}
/**
 * The private apt.conf. APT_CONFIG is read before all else, so naming no other file here keeps the host's hooks, locks
 * and preferences out; what the host says of fetching (proxies, certificates, timeouts) is taken over.
 */
function makeConfiguration(settings, { directory, architecture, contents }) {
    const quote = (path) => `"${path}"`;
    return [
        // A mirror that is silent for so long gives way to the next where there are several; stalls.ts ends the rest.
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
        // Whoever counts the tries is to be one: stalls.ts, which also ends what hangs.
        'Acquire::Retries "0";',
        ...(architecture === undefined
            ? []
            : [`APT::Architecture "${architecture}";`, `APT::Architectures { "${architecture}"; };`]),
        ...(contents ? contentsTarget(architecture ?? "") : []),
        "",
    ].join("\n");
}
/**
 * The signed index of which package holds which file. Debian has one for each component, Ubuntu one for all. The
 * architecture stands in full, since apt would fetch the four times larger one of `all` too.
 * Source: apt's acquire-additional-files.md.
 */
function contentsTarget(architecture) {
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

;// CONCATENATED MODULE: ./build/provision/root-install.js




/**
 * Makes a root in the tool store. It is made beside its final place, so that a run that is cut off leaves nothing that
 * looks whole. Throws what `fill` throws, with nothing left behind.
 */
async function installRoot(host, { request, packages, fill }) {
    const tool = toolName(request);
    const version = rootVersion(request, packages);
    const directory = host.tools.directory(tool, version);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(directory), { recursive: true });
    const partial = await (0,promises_.mkdtemp)(`${directory}.partial-`);
    host.temporaries.add(partial);
    try {
        await (0,promises_.chmod)(partial, 0o755);
        const record = await finishRoot(request, partial, { place: directory, record: await fill(partial) });
        await putInPlace(partial, directory, record);
        await host.tools.complete(tool, version);
        return { directory, record: await renewRecord(directory, record) };
    }
    finally {
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        host.temporaries.delete(partial);
    }
}
/** Where several runs make the same root, the first one's stays: it is as whole as the others, and may be in use. */
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
/** Says of a root in its place what it serves and when that was looked up. Its seal is that of what lies there. */
async function renewRecord(directory, { request, resolved }) {
    const there = await readRecord(directory);
    if (there === undefined) {
        throw new Error(`${directory} has been taken away by another run`);
    }
    const renewed = { ...there, request, resolved };
    await writeRecord(directory, renewed);
    return renewed;
}

;// CONCATENATED MODULE: ./build/provision/root-cache.js









const week = () => Math.floor(Date.now() / (freshDays * 24 * 3600 * 1000));
function makeKeys(host, { requests, distribution, lock }) {
    const hashes = requests.map((request) => requestHash(request, request.release ?? distribution)).sort();
    const set = (0,external_node_crypto_.createHash)("sha256").update(hashes.join("\n")).digest("hex").slice(0, 16);
    const release = [host.os, host.arch, distribution.id, distribution.version || distribution.codename];
    const any = `cgo-cross-roots-2-${release.join("-")}-${set}-`;
    const stamp = lock === undefined ? `week${week()}` : `lock${lockHash(lock)}`;
    const asked = requests.map(({ id, packages }) => `${id} (${packages.join(", ")})`);
    const parts = [
        `format 2, on ${release.join(" ")}`,
        `${set}: ${asked.join("; ")}`,
        lock === undefined
            ? `week${week()}: packages are looked up again every ${freshDays} days`
            : `${stamp}: the digests in the lock`,
    ];
    return { any, current: `${any}${stamp}-`, parts };
}
/** Looks a set of roots up, once. The log says what came of it. Never throws. */
async function restoreRoots(host, use, set) {
    if (use.kind === "off" || !host.cache.available) {
        const reason = use.kind === "off" ? use.reason : (host.cache.reason ?? "the job has none");
        const line = `Cache: toolchains are neither taken from it nor saved: ${reason}.`;
        // On a runner nobody chose that.
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
    const path = await packFile(host);
    const restoreKeys = set.lock === undefined ? [keys.current, keys.any] : [keys.current];
    const restored = await host.cache.restore({ path, key: keys.current, restoreKeys });
    switch (restored.kind) {
        case "unavailable":
            host.log.warning(`The cache could not be read, so the toolchains are fetched: ${restored.reason}`);
            return { kind: "off" };
        case "miss":
            host.log.info("Cache: no toolchains there.");
            return { kind: "miss" };
        case "damaged":
            refuse(host, keys.current, restored.reason);
            return { kind: "refused" };
        default:
            return openRestored(host, path, { key: restored.key, current: keys.current });
    }
}
async function openRestored(host, path, keys) {
    let pack;
    try {
        pack = await openPack(path);
        return { kind: "restored", roots: root_cache_describeRestored(host, pack, keys) };
    }
    catch (error) {
        await pack?.close();
        refuse(host, keys.key, messageOf(error));
        return { kind: "refused" };
    }
}
/** Tells that an entry is not used, and how to be rid of it. */
function refuse(host, key, reason) {
    host.log.warning(`The toolchains in the cache are refused and made anew from signed packages: ${reason}. If this comes again, delete the cache entry ${key}`);
}
async function packFile(host) {
    host.temporaries.add(host.stagingDirectory);
    await (0,promises_.mkdir)(host.stagingDirectory, { recursive: true });
    return (0,external_node_path_.join)(host.stagingDirectory, "roots.pack");
}
function root_cache_describeRestored(host, pack, { key, current }) {
    const records = new Map(pack.trees.map((tree) => [tree.name, readPacked(tree)]));
    host.log.info(`Cache: toolchains came back from ${key}.`);
    return {
        key,
        current: key.startsWith(current),
        record: (id) => records.get(id),
        install: async (request) => {
            const found = records.get(request.id);
            if (found === undefined) {
                throw new Error(`it has no ${request.id}`);
            }
            const fill = async (directory) => {
                await pack.unpack(request.id, directory);
                await (0,promises_.mkdir)((0,external_node_path_.join)(directory, "host-lib"), { recursive: true });
                return found;
            };
            return installRoot(host, { request, packages: found.packages, fill });
        },
        close: () => pack.close(),
    };
}
/** What is said of a root in a pack. Throws where it is nothing that saveRoots would have said. */
function readPacked({ name, about, digest }) {
    const record = parseRecord(about);
    if (record?.digest !== digest) {
        throw new BadPack(`${name}: its record is not the one of what is in it`);
    }
    return record;
}
/**
 * Saves a set of roots as one entry. Never throws.
 * @param refused An entry that may have the same key was refused: whoever holds that key must not keep this one out.
 */
async function saveRoots(host, set, { roots, refused }) {
    const keys = makeKeys(host, set);
    const path = await packFile(host);
    try {
        host.log.progress("Packing toolchains for the cache…");
        const digests = roots.map(({ installed }) => installed.record.digest).sort();
        const content = (0,external_node_crypto_.createHash)("sha256").update(digests.join()).digest("hex").slice(0, 16);
        const key = `${keys.current}${content}${refused ? `-${Date.now().toString(36)}` : ""}`;
        await (0,promises_.rm)(path, { force: true });
        const trees = await Promise.all(roots.map(async ({ request, installed: { directory, record } }) => {
            const entries = await listRoot(directory);
            return { name: request.id, directory, entries, about: record };
        }));
        await writePack(path, trees);
        const { size } = await (0,promises_.stat)(path);
        const saved = await host.cache.save({ path, key, restoreKeys: [] });
        if (saved.kind === "saved") {
            host.log.info(`Cache: toolchains saved as ${key}, ${Math.round(size / 1e6)} MB.`);
        }
        else {
            host.log.warning(`The cache could not be written, so the next run fetches again: ${saved.reason}`);
        }
    }
    catch (error) {
        host.log.warning(`The cache could not be written, so the next run fetches again: ${messageOf(error)}`);
    }
    finally {
        // The disk may be full because of it.
        await (0,promises_.rm)(path, { force: true });
    }
}

;// CONCATENATED MODULE: ./build/provision/roots.js














/** Starts to bring roots: from the disk, from the cache, or from the archive. Throws nothing. */
function provisionRoots(host, requests, options) {
    const started = Date.now();
    const settlers = new Map();
    const outcomes = new Map(requests.map((request) => [request.id, new Promise((settle) => settlers.set(request.id, settle))]));
    const ready = new Map();
    const settle = (id, found) => {
        if ("message" in found) {
            settlers.get(id)?.({ kind: "failed", ...found });
            return;
        }
        const { installed, ...rest } = found;
        ready.set(id, installed);
        const seconds = (Date.now() - started) / 1000;
        settlers.get(id)?.({ kind: "ready", value: { ...installed, ...rest, seconds } });
    };
    const work = bringAll(host, requests, { ...options, settle }).catch((error) => {
        for (const request of requests) {
            settle(request.id, { message: messageOf(error) });
        }
        return undefined;
    });
    return {
        of: (id) => outcomes.get(id) ?? Promise.resolve({ kind: "failed", message: `nothing was planned for ${id}` }),
        save: async () => {
            const worth = await work;
            const roots = requests.flatMap((request) => {
                const installed = ready.get(request.id);
                return installed === undefined ? [] : [{ request, installed }];
            });
            // A set with holes, saved under the key of the whole, would not be replaced this week.
            if (worth !== undefined && roots.length === requests.length) {
                await saveRoots(host, worth.set, { roots, refused: worth.refused });
            }
        },
    };
}
async function bringAll(host, requests, options) {
    const { distribution, aptMissing } = options.machine;
    if (distribution === undefined) {
        for (const request of requests) {
            options.settle(request.id, { message: aptMissing ?? "this machine's distribution is unknown", absent: true });
        }
        return undefined;
    }
    const wanted = requests.map((request) => ({
        request,
        distribution: request.release ?? distribution,
        locked: options.lock?.get(request.id),
    }));
    const absent = [];
    for (const each of wanted) {
        const installed = options.upToDate === true ? undefined : await findOnDisk(host, each);
        if (installed === undefined) {
            absent.push(each);
        }
        else {
            const checked = options.lock === undefined ? "record" : "lock";
            options.settle(each.request.id, { installed, source: "disk", checked, bytesDownloaded: 0 });
        }
    }
    if (absent.length === 0) {
        return undefined;
    }
    const set = { requests, distribution, lock: options.lock };
    const lookup = await restoreRoots(host, options.cache, set);
    const restored = lookup.kind === "restored" ? lookup.roots : undefined;
    const cached = { restored, refused: lookup.kind === "refused" };
    try {
        const left = await takeFromCache(host, cached, absent, options);
        const bring = (those) => {
            const { distribution: release = distribution } = those[0] ?? {};
            return bringOrTell(host, those, { ...options, distribution: release, cached });
        };
        await Promise.all(byWorld(left).map(bring));
        const isCurrent = restored?.current === true && !cached.refused;
        return lookup.kind === "off" || isCurrent ? undefined : { set, refused: cached.refused };
    }
    finally {
        await restored?.close();
    }
}
/** Installs a root from the cache; undefined where that cannot be, with a warning where the entry is bad. */
async function installCached(host, cached, request) {
    if (cached.restored === undefined || cached.refused) {
        return undefined;
    }
    try {
        return await cached.restored.install(request);
    }
    catch (error) {
        refuse(host, cached.restored.key, messageOf(error));
        cached.refused = true;
        return undefined;
    }
}
/** @returns What the cache does not have, or not as the lock or the week asks for it. */
async function takeFromCache(host, cached, wanted, { settle, lock }) {
    const left = [];
    for (const each of wanted) {
        const record = cached.restored?.record(each.request.id);
        const installed = record !== undefined && serves(record, each) ? await installCached(host, cached, each.request) : undefined;
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
/** The packages of each release and architecture are resolved in a world of their own. */
function byWorld(wanted) {
    const worlds = new Map();
    for (const each of wanted) {
        const world = `${each.distribution.codename} ${each.request.architecture ?? ""}`;
        worlds.set(world, [...(worlds.get(world) ?? []), each]);
    }
    return [...worlds.values()];
}
/** What goes wrong with one architecture's packages is nothing to the others. */
async function bringOrTell(host, wanted, options) {
    try {
        await bringFromArchive(host, wanted, options);
    }
    catch (error) {
        for (const { request } of wanted) {
            options.settle(request.id, { message: messageOf(error) });
        }
    }
}
/** Brings roots of one architecture from the archive: looks up what they need, fetches it, unpacks each as soon as it is there. */
async function bringFromArchive(host, wanted, options) {
    const { aptMissing } = options.machine;
    if (wanted.length === 0) {
        return;
    }
    if (aptMissing !== undefined) {
        for (const { request } of wanted) {
            options.settle(request.id, { message: aptMissing, absent: true });
        }
        return;
    }
    host.log.progress("Refreshing the package index…");
    const archive = await openFor(host, wanted, options.distribution);
    const parts = await resolveParts(archive, wanted, options);
    host.temporaries.add(host.stagingDirectory);
    await (0,promises_.mkdir)(host.stagingDirectory, { recursive: true });
    const unpacking = [];
    for (const part of parts) {
        const there = await findSame(host, part, options);
        if (there !== undefined) {
            const { installed, source } = there;
            options.settle(part.wanted.request.id, { installed, source, checked: "index", bytesDownloaded: 0 });
            continue;
        }
        const coming = downloadPart(host, archive, part.packages);
        // Not waited for: the next root's packages come while this one is unpacked.
        unpacking.push(unpackPart(host, part, { ...options, coming }));
        await coming.all.catch(() => { });
    }
    await Promise.all(unpacking);
}
/** The very packages may be here already: on the disk or in the cache, looked up too long ago to be taken on trust. */
async function findSame(host, { wanted, packages }, { cached }) {
    const { request, distribution } = wanted;
    const renew = { request: requestHash(request, distribution), resolved: new Date().toISOString() };
    const onDisk = await findContent(host, request, packages);
    if (onDisk !== undefined) {
        return { installed: { ...onDisk, record: await renewRecord(onDisk.directory, renew) }, source: "disk" };
    }
    const record = cached.restored?.record(request.id);
    if (record === undefined || contentHash(record.packages) !== contentHash(packages) || wanted.locked !== undefined) {
        return undefined;
    }
    const installed = await installCached(host, cached, request);
    return installed === undefined
        ? undefined
        : { installed: { ...installed, record: await renewRecord(installed.directory, renew) }, source: "cache" };
}
/** The archive of the architecture that these are all of, with its index refreshed. */
async function openFor(host, wanted, distribution) {
    const architecture = wanted[0]?.request.architecture;
    const directory = (0,external_node_path_.join)(host.scratchDirectory, `apt-${distribution.codename}-${architecture ?? "own"}`);
    const archive = await openArchive(host, distribution, { directory, architecture });
    await archive.update();
    return archive;
}
/** Looks everything up at once, which is quickest; or one by one, where something that cannot be had spoils it for all. */
async function resolveParts(archive, wanted, options) {
    if (options.lock !== undefined) {
        return lookUpLocked(archive, wanted, options);
    }
    const { named, together } = await nameAndResolve(archive, wanted, options);
    const parts = [];
    for (const { each, packages } of named) {
        const { request } = each;
        const found = typeof together === "string" ? await archive.resolve(packages).catch(messageOf) : together;
        if (typeof found === "string") {
            options.settle(request.id, { message: found });
            continue;
        }
        const lacking = packages.filter((name) => found.missing.includes(name));
        if (lacking.length > 0) {
            const { title } = options.distribution;
            const message = `${title} has no package ${lacking.join(", ")}; build this target on a newer release`;
            options.settle(request.id, { message, absent: true });
            continue;
        }
        parts.push({ wanted: each, packages: partOf({ ...request, packages }, found.packages) });
    }
    return parts;
}
/** Names the packages of all roots and looks them up together; or says why that cannot be. */
async function nameAndResolve(archive, wanted, options) {
    const absent = new Set();
    for (;;) {
        const named = await nameWanted(archive, wanted, { ...options, absent });
        const names = [...new Set(named.flatMap(({ packages }) => packages))];
        const together = await archive.resolve(names).catch(messageOf);
        const likely = wanted.flatMap(({ request }) => (request.wants ?? []).flatMap((want) => want.likely ?? []));
        const missing = typeof together === "string" ? [] : together.missing.filter((name) => likely.includes(name));
        if (missing.every((name) => absent.has(name))) {
            return { named, together };
        }
        missing.forEach((name) => void absent.add(name));
    }
}
/** The packages of each root by name: those that were asked for, and those that hold what was. */
async function nameWanted(archive, wanted, { settle, distribution, absent }) {
    const isOpen = ({ likely }) => likely === undefined || absent.has(likely);
    const paths = wanted.flatMap(({ request }) => (request.wants ?? []).filter(isOpen).flatMap((want) => want.paths));
    const owners = paths.length === 0 ? new Map() : await archive.owners(paths).catch(messageOf);
    return wanted.flatMap((each) => {
        const { id, packages, wants = [] } = each.request;
        const open = wants.filter(isOpen);
        const named = [...packages, ...wants.flatMap((want) => (isOpen(want) ? [] : (want.likely ?? [])))];
        const chosen = chooseOwners({ packages: named, wants: open }, owners, distribution.title);
        if (typeof chosen !== "string") {
            return [{ each, packages: [...new Set([...named, ...chosen])].sort() }];
        }
        settle(id, { message: chosen });
        return [];
    });
}
/** Asks the signed index what roots would be made of, and fetches none of it. Throws where no index can be had. */
async function lookUpRoots(host, requests, { distribution }) {
    if (requests.length === 0 || distribution === undefined) {
        return [];
    }
    const failed = [];
    const settle = (id, found) => {
        failed.push({ kind: "failed", id, message: "message" in found ? found.message : "it was not looked up" });
    };
    const wanted = requests.map((request) => ({
        request,
        distribution: request.release ?? distribution,
        locked: undefined,
    }));
    const parts = [];
    for (const those of byWorld(wanted)) {
        const { distribution: release = distribution } = those[0] ?? {};
        const archive = await openFor(host, those, release);
        parts.push(...(await resolveParts(archive, those, { settle, distribution: release, lock: undefined })));
    }
    return [
        ...failed,
        ...parts.map(({ wanted: { request }, packages }) => ({ kind: "found", id: request.id, packages })),
    ];
}
/** The packages of the lock, to the byte, as far as the archive still has them. */
async function lookUpLocked(archive, wanted, { settle, distribution }) {
    const parts = [];
    for (const each of wanted) {
        const locked = each.locked?.packages ?? [];
        const listed = await archive.find(locked);
        const packages = locked.flatMap(({ name, sha256 }) => listed.find((one) => one.name === name && one.sha256 === sha256) ?? []);
        const gone = locked.filter(({ name }) => !packages.some((one) => one.name === name));
        if (gone.length > 0) {
            const names = gone.map(({ name, version }) => `${name} ${version}`).join(", ");
            settle(each.request.id, {
                message: `${lockFile} asks for ${names}, which ${distribution.title} no longer has: refresh it with \`cgo-cross lock\`, or add the distribution's snapshot archive of that time to the apt sources`,
            });
        }
        else {
            parts.push({ wanted: each, packages });
        }
    }
    return parts;
}
/**
 * The packages of one root. The C library of the machine itself stays out, since the machine has it, unless the root is
 * to compile for that very machine.
 */
function partOf(request, packages) {
    const keepsLibc = request.packages.includes("libc6-dev");
    const isFollowed = (each) => request.packages.includes(each.name) || (request.follows?.(each) ?? true);
    const leaveOut = (each) => !isFollowed(each) || isOfMachine(each.name);
    const isOfMachine = (name) => (request.architecture === undefined && !keepsLibc && ["libc6", "libcrypt1"].includes(name)) ||
        (request.sanitizers !== true && /^lib(asan|hwasan|lsan|tsan|ubsan)\d/.test(name));
    return closure(request.packages, packages, leaveOut).filter(request.only ?? (() => true));
}
/** Fetches what is not there yet, or is not what the index lists. */
function downloadPart(host, archive, packages) {
    const progress = (state) => host.log.progress(describeProgress(state));
    return expectPackages(packages, (arrived) => archive.download(packages, host.stagingDirectory, { arrived, progress }));
}
async function unpackPart(host, part, options) {
    const { wanted, packages } = part;
    const { id } = wanted.request;
    const { coming } = options;
    const fill = (directory) => fillRoot(host, part, { directory, arch: options.machine.arch, there: coming.of });
    try {
        const installed = await installRoot(host, { request: wanted.request, packages, fill });
        const bytesDownloaded = (await coming.all).reduce((sum, each) => sum + each.size, 0);
        const checked = wanted.locked === undefined ? "index" : "lock";
        options.settle(id, { installed, source: "download", checked, bytesDownloaded });
    }
    catch (error) {
        options.settle(id, { message: messageOf(error) });
    }
}
async function fillRoot(host, { wanted, packages }, { directory, arch, there }) {
    const { request, distribution, locked } = wanted;
    const { keepsLists } = request;
    await unpackRoot(host, directory, { packages, debs: host.stagingDirectory, keepsLists, there });
    const multiarch = hostMultiarch(arch);
    await linkHostLibraries(directory, multiarch);
    await request.finish?.(directory, multiarch);
    const digest = treeDigest(await listRoot(directory));
    if (locked !== undefined && locked.digest !== digest) {
        throw new Error(`${request.id}: the packages are those of ${lockFile}, but this version of cgo-cross unpacks them otherwise (digest ${digest}, the lock has ${locked.digest}); write the lock anew with \`cgo-cross lock\``);
    }
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

;// CONCATENATED MODULE: ./build/provision/forwarding-dll.js
const sectionAddress = 0x1000;
const forwarding_dll_alignment = 0x200;
/**
 * A DLL for 64-bit Windows without any code: its one export is a forward. Marked as Wine's own, since Wine prefers such.
 * Source of the layout: Microsoft's PE format, "The .edata Section (Image Only)" and "Optional Header".
 */
function forwardingDll(forward) {
    const exports = forwarding_dll_exportSection(forward);
    const size = Math.ceil(exports.length / forwarding_dll_alignment) * forwarding_dll_alignment;
    const file = Buffer.alloc(forwarding_dll_alignment + size);
    file.write("MZ", 0, "latin1");
    file.writeUInt32LE(0x80, 0x3c);
    file.write("Wine builtin DLL", 0x40, "latin1");
    file.write("PE\0\0", 0x80, "latin1");
    writeFileHeader(file, 0x84);
    writeOptionalHeader(file, 0x98, { used: exports.length, size });
    writeSectionHeader(file, 0x98 + 240, { used: exports.length, size });
    exports.copy(file, forwarding_dll_alignment);
    return file;
}
/** The export directory, its three tables of one entry each, and the strings. */
function forwarding_dll_exportSection({ dll, name, to }) {
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
    file.writeUInt32LE(forwarding_dll_alignment, at + 36);
    file.writeUInt16LE(6, at + 40);
    file.writeUInt16LE(6, at + 48);
    file.writeUInt32LE(0x2000, at + 56);
    file.writeUInt32LE(forwarding_dll_alignment, at + 60);
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
    file.writeUInt32LE(forwarding_dll_alignment, at + 20);
    // Initialised data, readable.
    file.writeUInt32LE(0x40000040, at + 36);
}

;// CONCATENATED MODULE: ./build/provision/wine-files.js
/**
 * What a console program needs of libwine, found by leaving out whatever programs ran without. Names are those of Wine 8;
 * a version that lacks one simply has it elsewhere.
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
const words = (text) => text.trim().split(/\s+/);
/** File names by their directory below usr/lib/<multiarch>/wine. */
const wineFiles = { "x86_64-unix": words(unixLibraries), "x86_64-windows": words(windowsFiles) };

;// CONCATENATED MODULE: ./build/provision/wine.js




/**
 * What a console program needs of the hundred packages that Wine depends on: the others are for windows, fonts, sound,
 * cameras and printers.
 */
const winePackages = ["wine64", "libwine", "libz-mingw-w64", "libunwind8", "liblzma5"];
/** Where Debian's packages have Wine's programs and its libraries. */
const programs = "root/usr/lib/wine";
const libraries = (multiarch) => (0,external_node_path_.join)("root/usr/lib", multiarch, "wine");
/** The first start makes a prefix; one that takes longer hangs. */
const prefixSeconds = 120;
/**
 * Makes Wine's packages usable where they lie. Three things are missing that an installation would bring, or that are
 * bound to /usr; and of its 700 libraries a console program needs a hundred, all of which are copied into each prefix.
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
    // Debian's is a script with absolute paths, and Wine looks there first. -p0: it ends with its last program.
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
 * Makes a prefix in the run's scratch directory and gives the command that starts programs in it. No display, no sound,
 * nothing in the user's home. Throws where the prefix cannot be made.
 */
async function startWine(host, source) {
    const home = (0,external_node_path_.join)(host.scratchDirectory, "wine");
    const prefix = (0,external_node_path_.join)(home, "prefix");
    await (0,promises_.mkdir)(home, { recursive: true });
    const root = source.kind === "root" ? source : undefined;
    const command = root === undefined ? commandOf(source) : (0,external_node_path_.join)(root.directory, programs, "wine64");
    const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...rest } = host.environment;
    const environment = {
        ...rest,
        HOME: home,
        // wineserver leaves a directory in it.
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
        throw new Error(`Wine could not make its prefix: ${made.output.trim().split("\n").slice(-3).join(" ")}`);
    }
    await addMissingDll(prefix);
    const server = root === undefined ? "wineserver" : (0,external_node_path_.join)(root.directory, programs, "wineserver64");
    const stop = async () => {
        // Nothing depends on it: with -p0 it ends by itself, a second later.
        await host.processes.run({ file: server, args: ["-k"], environment, timeoutSeconds: 10 }).catch(() => undefined);
    };
    return { command, environment, stop };
}
function commandOf(source) {
    return source.kind === "installed" ? source.command : "wine";
}
/**
 * Go programs need bcryptprimitives.dll since Go 1.22, and every Windows since 8 has it; Wine before 9 has not. Its one
 * function is another name of one that Wine does have.
 */
async function addMissingDll(prefix) {
    const file = (0,external_node_path_.join)(prefix, "drive_c/windows/system32/bcryptprimitives.dll");
    const there = await (0,promises_.access)(file).then(() => true, () => false);
    if (!there) {
        const forward = { dll: "bcryptprimitives.dll", name: "ProcessPrng", to: "advapi32.SystemFunction036" };
        await (0,promises_.writeFile)(file, forwardingDll(forward));
    }
}

;// CONCATENATED MODULE: ./build/provision/provision.js











const withoutLibraries = { libraryPath: [], linked: undefined };
/** Starts to bring everything that the plan needs. Throws nothing: each outcome tells for itself. */
function provision(host, plan, options) {
    const roots = provisionRoots(host, rootRequests(plan), options);
    const toolchains = new Map(plan.toolchains.map((each) => [each.id, startToolchain(host, each, roots)]));
    const pkgConfig = plan.pkgConfig === undefined ? roots.of(libraries_pkgConfigRequest.id) : plan.pkgConfig;
    const joined = new Map();
    for (const target of plan.targets) {
        const toolchain = target.toolchain === undefined ? undefined : toolchains.get(target.toolchain);
        const libraries = plan.libraries.find(({ id }) => id === target.libraries);
        const musl = plan.musl.find(({ id }) => id === target.musl);
        const withLibc = toolchain === undefined || musl === undefined
            ? toolchain
            : withMusl(host, { plan: musl, toolchain, root: roots.of(musl.id) });
        joined.set(target.target, withLibc === undefined || libraries === undefined
            ? withLibc
            : withLibraries(host, {
                plan: libraries,
                target,
                toolchain: withLibc,
                root: roots.of(libraries.id),
                pkgConfig,
            }));
    }
    const emulators = new Map(plan.emulators.map((each) => [each.id, startEmulator(host, each, roots.of(each.id))]));
    const close = async () => {
        const wine = await emulators.get("wine");
        if (wine?.kind === "ready" && wine.value.id === "wine") {
            await wine.value.wine.stop();
        }
    };
    const toolchainOf = ({ target }) => joined.get(target);
    const libraries = new Map([...plan.musl, ...plan.libraries].map(({ id }) => [id, roots.of(id)]));
    return { toolchains, toolchainOf, libraries, emulators, save: roots.save, close };
}
/** The roots that a plan needs. */
function rootRequests(plan) {
    const requests = [
        ...plan.toolchains.flatMap(toolchainRequests),
        ...plan.musl.map((each) => muslRequest(each, plan.host.arch)),
        ...plan.libraries.map((each) => librariesRequest(each, plan.host.arch)),
        ...(plan.libraries.length > 0 && plan.pkgConfig === undefined ? [libraries_pkgConfigRequest] : []),
        ...plan.emulators.flatMap(emulatorRequest),
    ];
    return [...new Map(requests.map((each) => [each.id, each])).values()];
}
/** The targets of a plan that a root serves. */
function targetsOfRoot(plan, id) {
    const toolchains = plan.toolchains.filter((each) => toolchainRequests(each).some((request) => request.id === id));
    return plan.targets
        .filter(({ toolchain, musl, libraries, run }) => {
        const emulator = run.kind === "run" ? run.emulator.kind : undefined;
        const ofLibraries = libraries === id || (libraries !== undefined && id === pkgConfigRequest.id);
        return emulator === id || musl === id || ofLibraries || toolchains.some((each) => each.id === toolchain);
    })
        .map(({ target }) => target);
}
function startToolchain(host, plan, roots) {
    switch (plan.kind) {
        case "host":
            return hostToolchain(host, plan);
        case "apt":
            return provision_aptToolchain(host, plan, roots.of(plan.id));
        case "clang": {
            const clang = plan.compiler === undefined ? roots.of(clangRequest.id) : undefined;
            return provision_clangToolchain(host, plan, { clang, target: roots.of(plan.id) });
        }
    }
}
function toolchainRequests(plan) {
    if (plan.kind === "host") {
        return [];
    }
    if (plan.kind === "clang") {
        return [...(plan.compiler === undefined ? [clangRequest] : []), clangTargetRequest(plan)];
    }
    const { toolchain } = plan;
    return [
        {
            id: plan.id,
            release: plan.release,
            packages: plan.packages,
            sanitizers: plan.sanitizers,
            wrappers: (place) => toolchainWrappers(place, toolchain),
            finish: (directory) => linkArchiver(directory, toolchain),
            versionOf: /^gcc-(\d+|mingw)/,
        },
    ];
}
/** Go asks the compiler where its archiver is, and starts that by itself for a c-archive: it has to find the wrapper. */
async function linkArchiver(directory, toolchain) {
    const { link, to } = archiverLink(toolchain);
    await (0,promises_.mkdir)((0,external_node_path_.join)(directory, (0,external_node_path_.dirname)(link)), { recursive: true });
    await (0,promises_.rm)((0,external_node_path_.join)(directory, link), { force: true });
    await (0,promises_.symlink)(to, (0,external_node_path_.join)(directory, link));
}
function emulatorRequest(emulator) {
    switch (emulator.id) {
        case "qemu":
            return [{ id: "qemu", packages: emulator.packages, wrappers: qemuWrappers, versionOf: /^qemu-user/ }];
        case "wine":
            return emulator.installed === undefined
                ? [
                    {
                        id: "wine",
                        packages: emulator.packages,
                        only: (each) => winePackages.includes(each.name),
                        finish: finishWineRoot,
                        wrappers: () => [],
                        versionOf: /^wine/,
                    },
                ]
                : [];
    }
}
async function hostToolchain(host, plan) {
    const { cc, cxx, ar } = plan.programs;
    const version = await compilerVersion(host, splitWords(cc).words);
    if (version.kind === "failed") {
        return version;
    }
    return {
        kind: "ready",
        value: {
            id: plan.id,
            cc,
            cxx,
            ar,
            pkgConfig: undefined,
            names: { cc, cxx },
            binDirectories: [],
            libraries: undefined,
            ...withoutLibraries,
            version: version.value,
            source: "host",
            checked: undefined,
            packages: [],
            seconds: 0,
            bytesDownloaded: 0,
            directory: undefined,
        },
    };
}
async function provision_aptToolchain(host, plan, arriving) {
    const outcome = await arriving;
    if (outcome.kind === "failed") {
        return outcome;
    }
    const root = outcome.value;
    const command = (name) => (0,external_node_path_.join)(root.directory, "bin", name);
    const { cc, cxx, ar } = plan.toolchain.programs;
    const names = compilerNames(plan.toolchain, contentHash(root.record.packages));
    const version = await compilerVersion(host, [command(plainName(cc))]);
    if (version.kind === "failed") {
        return version;
    }
    return {
        kind: "ready",
        value: {
            id: plan.id,
            cc: command(plainName(cc)),
            cxx: plan.cxx ? command(plainName(cxx)) : undefined,
            ar: command(ar),
            names: { cc: names.cc, cxx: plan.cxx ? names.cxx : undefined },
            pkgConfig: command(`${plan.toolchain.triple}-pkg-config`),
            binDirectories: [(0,external_node_path_.join)(root.directory, "bin")],
            libraries: (0,external_node_path_.join)(root.directory, "root", plan.toolchain.libraries),
            ...withoutLibraries,
            version: version.value,
            source: root.source,
            checked: root.checked,
            packages: root.record.packages,
            seconds: root.seconds,
            bytesDownloaded: root.bytesDownloaded,
            directory: root.directory,
        },
    };
}
async function provision_clangToolchain(host, plan, arriving) {
    const [clang, target] = await Promise.all([arriving.clang, arriving.target]);
    if (clang?.kind === "failed") {
        return clang;
    }
    if (target.kind === "failed") {
        return target;
    }
    const roots = { clang: clang?.value, target: target.value };
    const commands = await makeClangCommands(host, plan, roots).catch(messageOf);
    if (typeof commands === "string") {
        return { kind: "failed", message: commands };
    }
    const command = (name) => (0,external_node_path_.join)(commands.binDirectory, name);
    const { cc, cxx, ar } = plan.toolchain.programs;
    const version = await compilerVersion(host, [command(cc)]);
    if (version.kind === "failed") {
        return version;
    }
    const both = [target.value, ...(clang === undefined ? [] : [clang.value])];
    const bytes = both.reduce((sum, root) => sum + root.bytesDownloaded, 0);
    return {
        kind: "ready",
        value: {
            id: plan.id,
            cc: command(cc),
            cxx: plan.cxx ? command(cxx) : undefined,
            ar: command(ar),
            names: { cc: commands.names.cc, cxx: plan.cxx ? commands.names.cxx : undefined },
            pkgConfig: command(`${plan.toolchain.triple}-pkg-config`),
            binDirectories: [commands.binDirectory],
            libraries: (0,external_node_path_.join)(target.value.directory, "root", plan.toolchain.libraries),
            ...withoutLibraries,
            version: version.value,
            source: both.find((root) => root.source === "download")?.source ?? target.value.source,
            checked: both.find((root) => root.checked === "record")?.checked ?? target.value.checked,
            packages: both.flatMap((root) => root.record.packages),
            seconds: Math.max(...both.map((root) => root.seconds)),
            bytesDownloaded: bytes,
            directory: target.value.directory,
        },
    };
}
async function withMusl(host, { plan, ...arriving }) {
    const [toolchain, root] = await Promise.all([arriving.toolchain, arriving.root]);
    if (toolchain.kind === "failed") {
        return toolchain;
    }
    if (root.kind === "failed") {
        return { ...root, message: `musl: ${root.message}` };
    }
    return joinMusl(host, { plan, toolchain: toolchain.value, root: root.value }).catch((error) => ({
        kind: "failed",
        message: `musl: ${messageOf(error)}`,
    }));
}
async function withLibraries(host, { plan, target, ...arriving }) {
    const [toolchain, root, pkgConfig] = await Promise.all([arriving.toolchain, arriving.root, arriving.pkgConfig]);
    if (toolchain.kind === "failed") {
        return toolchain;
    }
    if (root.kind === "failed") {
        return { ...root, message: `its C libraries: ${root.message}` };
    }
    if (typeof pkgConfig !== "string" && pkgConfig.kind === "failed") {
        return { ...pkgConfig, message: `pkg-config for its C libraries: ${pkgConfig.message}` };
    }
    const program = typeof pkgConfig === "string" ? pkgConfig : (0,external_node_path_.join)(pkgConfig.value.directory, "bin/pkg-config");
    const parts = { plan, target, toolchain: toolchain.value, root: root.value, pkgConfig: program };
    return joinLibraries(host, parts).catch((error) => ({ kind: "failed", message: messageOf(error) }));
}
/** Starts the compiler once: a toolchain that cannot start here is found out before anything is built with it. */
async function compilerVersion(host, words) {
    const done = await host.processes
        .run({ file: words[0] ?? "", args: [...words.slice(1), "--version"], timeoutSeconds: 60 })
        .catch((error) => messageOf(error));
    if (typeof done === "string" || done.exitCode !== 0) {
        const reason = typeof done === "string" ? done : done.output.trim();
        return { kind: "failed", message: `the compiler ${words[0] ?? ""} does not start: ${reason}` };
    }
    return { kind: "ready", value: done.stdout.split("\n")[0] ?? "" };
}
async function startEmulator(host, { id, installed }, arriving) {
    if (installed !== undefined) {
        return readyWine(host, { kind: "installed", command: installed });
    }
    const outcome = await arriving;
    if (outcome.kind === "failed") {
        return outcome;
    }
    const { directory } = outcome.value;
    return id === "wine"
        ? readyWine(host, { kind: "root", directory })
        : { kind: "ready", value: { id: "qemu", directory } };
}
async function readyWine(host, source) {
    try {
        return { kind: "ready", value: { id: "wine", wine: await startWine(host, source) } };
    }
    catch (error) {
        return { kind: "failed", message: messageOf(error) };
    }
}

;// CONCATENATED MODULE: ./build/publish/publish.js





/** Writes the checksums and uploads the artifacts. Uploads go on after one has failed. */
async function publish(host, plan, deliveries) {
    const all = [...deliveries.values()].flat();
    if (all.length === 0) {
        return { checksums: undefined, artifacts: [], problems: [] };
    }
    const checksums = (0,external_node_path_.join)(plan.publication.outDir, runFiles.checksums);
    await writeWhole(checksums, describeChecksums(all));
    const turn = makeTurns(uploadsAtOnce);
    const outcomes = await Promise.all(plan.publication.artifacts.map((artifact) => turn(() => uploadOne(host, plan, { artifact, deliveries }))));
    return {
        checksums,
        artifacts: outcomes.flatMap((outcome) => (typeof outcome === "object" ? [outcome] : [])),
        problems: outcomes.flatMap((outcome) => (typeof outcome === "string" ? [outcome] : [])),
    };
}
/** More would only share the same line. */
const uploadsAtOnce = 4;
/** What was uploaded; a sentence where it could not be; undefined where there was nothing to upload. */
async function uploadOne(host, plan, { artifact, deliveries }) {
    try {
        const files = await artifactFiles(plan, artifact, deliveries);
        if (files.length === 0) {
            return undefined;
        }
        host.log.progress(`Uploading ${artifact.name}…`);
        const { outDir: root, retentionDays } = plan.publication;
        const uploaded = await host.artifacts.upload({ name: artifact.name, root, files, retentionDays });
        return { name: artifact.name, targets: artifact.targets.filter((target) => deliveries.has(target)), ...uploaded };
    }
    catch (error) {
        return describeUploadFailure(artifact, error);
    }
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
 * The files of an artifact: archives where there are any, since an artifact forgets which files are programs; and their
 * checksums, in a file of the artifact's own name, so that merged downloads do not write over each other.
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
function describeUploadFailure(artifact, error) {
    if (error instanceof ArtifactNameTaken) {
        return (`the run already has an artifact named "${artifact.name}": a job of a matrix, or an earlier step, uploaded it. ` +
            "Make the name unique with the input artifact-name, such as {name}_{target}_go1.26; in a matrix, add a value of it");
    }
    return `the artifact "${artifact.name}" could not be uploaded: ${messageOf(error)}`;
}
/** Writes a file that is never seen half written. */
async function writeWhole(file, text) {
    await (0,promises_.writeFile)(`${file}.partial`, text);
    await (0,promises_.rename)(`${file}.partial`, file);
}

;// CONCATENATED MODULE: ./build/report/plan.js



/** The plan as JSON, without the values that -X carries: people take those from secrets. */
function describePlanJson(plan) {
    const targets = plan.targets.map((target) => ({ ...target, flags: target.flags.map(hideValues) }));
    return JSON.stringify({ ...plan, targets }, undefined, 2);
}
/** The first decision, for the log: which targets are asked of which Go. `version` is Go's own, `go1.26.8`. */
function describeTargets(version, { targets }) {
    const count = targets.length === 1 ? "1 target" : `${targets.length} targets`;
    return `${version}, ${count}: ${targets.map(targetName).join(", ")}`;
}
/** The plan in a few lines for the log: what is built, how, and why so. */
function describePlan(plan) {
    const compiler = (id) => {
        const toolchain = plan.toolchains.find((each) => each.id === id);
        if (toolchain === undefined) {
            return "no C compiler";
        }
        return toolchain.kind === "host" ? `this machine's ${toolchain.programs.cc}` : toolchain.toolchain.programs.cc;
    };
    const width = Math.max(0, ...plan.targets.map((target) => target.target.length));
    return [
        `${plan.module.path} with ${plan.go.version} on ${plan.host.distribution ?? plan.host.os}`,
        describeDivision(plan.division),
        ...plan.targets.flatMap((target) => [
            `${target.target.padEnd(width)}  ${compiler(target.toolchain)} (${target.cgo.why})`,
            ...target.notes.map((note) => `${"".padEnd(width)}  ${note}`),
        ]),
        ...plan.libraries.map((libraries) => `${libraries.id}: ${plan_describeLibraries(libraries)}`),
        ...plan.warnings,
    ];
}
function plan_describeLibraries({ packages, wants }) {
    const open = wants.filter((want) => want.package === undefined).map(describeWant);
    return [...packages, ...(open.length === 0 ? [] : [`to be looked up: ${open.join(", ")}`])].join(", ");
}
function describeDivision({ jobs, compilesPerJob, cpus, memoryGiB }) {
    const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
    return `${count(jobs, "build")} at once, ${count(compilesPerJob, "compile")} each: ${count(cpus, "CPU")}, ${memoryGiB} GB of memory free`;
}

;// CONCATENATED MODULE: ./build/survey/libraries.js




/**
 * What the packages with C in them ask for: what they name for pkg-config, what they link, and, of a package that names
 * neither, the headers that its cgo preambles include unconditionally. What lies in the program's own sources, or comes
 * with every toolchain, is left out.
 */
async function findLibraryWants(host, question) {
    const { packages, os, ldflags, hostCompiler } = question;
    const withC = packages.filter((each) => each.Standard !== true && (each.CgoFiles ?? []).length > 0);
    const directories = libraryDirectories([...ldflags, ...withC.flatMap((each) => each.CgoLDFLAGS ?? [])]);
    const bundled = (name) => anyExists(directories.flatMap((at) => libraryFiles(name).map((f) => (0,external_node_path_.join)(at, f))));
    const wants = new Map();
    const parts = question.programs.map((program) => ({ program, all: dependencies(packages, program) }));
    const add = async (want) => {
        const key = `${want.kind} ${want.name}`;
        const known = wants.get(key);
        const isForAll = want.by === everyPackage;
        const users = parts.filter(({ all }) => isForAll || all.has(want.by)).map(({ program }) => program);
        const programs = [...new Set([...(known?.programs ?? []), ...users])];
        const onHost = known?.onHost ?? (hostCompiler !== undefined && (await hostHas(host, hostCompiler, want)));
        wants.set(key, { ...(known ?? want), programs, onHost });
    };
    const addLibraries = async (flags, by) => {
        let any = false;
        for (const name of linkedLibraries(flags).filter((each) => !isToolchainLibrary(os, each))) {
            any = true;
            if (!(await bundled(name))) {
                await add({ kind: "library", name, by });
            }
        }
        return any;
    };
    await addLibraries(ldflags, everyPackage);
    for (const each of withC) {
        const modules = pkgConfigNames(each.CgoPkgConfig ?? []);
        for (const name of modules) {
            await add({ kind: "pkg-config", name, by: each.ImportPath });
        }
        const links = await addLibraries(each.CgoLDFLAGS ?? [], each.ImportPath);
        if (modules.length === 0 && !links && os === "linux") {
            for (const name of await foreignHeaders(each)) {
                await add({ kind: "header", name, by: each.ImportPath });
            }
        }
    }
    return [...wants.values()];
}
/** Who asks for what is linked into every package. */
const everyPackage = "cgo-ldflags";
/** A package and all that it is made of, by import path. */
function dependencies(packages, root) {
    const imports = new Map(packages.map((each) => [each.ImportPath, each.Imports ?? []]));
    const found = new Set([root]);
    // A set gives what is added to it while it is gone through.
    for (const path of found) {
        imports.get(path)?.forEach((each) => void found.add(each));
    }
    return found;
}
/** `["--static", "zlib >= 1.2", "libusb-1.0"]` to the names alone. */
function pkgConfigNames(words) {
    return words
        .filter((word) => !word.startsWith("-"))
        .flatMap((word) => word.replaceAll(/[<>=!]=?\s*\S+/g, " ").split(/[\s,]+/))
        .filter((word) => word !== "");
}
/** `-lpcap` and `-l:libpcap.a` to `pcap`. */
function linkedLibraries(flags) {
    return flags.flatMap((flag, at) => {
        const name = flag === "-l" ? flags[at + 1] : /^-l(.+)$/.exec(flag)?.[1];
        return name === undefined ? [] : [name.replace(/^:lib(.+?)\.(a|so)(\..*)?$/, "$1")];
    });
}
function libraryDirectories(flags) {
    return flags.flatMap((flag, at) => (flag === "-L" ? (flags[at + 1] ?? []) : (/^-L(.+)$/.exec(flag)?.[1] ?? [])));
}
function libraryFiles(name) {
    return [`lib${name}.a`, `lib${name}.so`, `lib${name}.dll.a`, `${name}.lib`, `lib${name}.dylib`];
}
async function anyExists(files) {
    const found = await Promise.all(files.map((file) => (0,promises_.access)(file).then(() => true, () => false)));
    return found.includes(true);
}
/** Headers that the preambles of a package include, whatever is defined, and that are neither its own nor a toolchain's. */
async function foreignHeaders(listed) {
    const directory = listed.Dir ?? ".";
    const own = [directory, ...includeDirectories(listed.CgoCFLAGS ?? [])];
    const found = new Set();
    for (const file of listed.CgoFiles ?? []) {
        const source = await (0,promises_.readFile)((0,external_node_path_.isAbsolute)(file) ? file : (0,external_node_path_.join)(directory, file), "utf8").catch(() => "");
        for (const name of includedHeaders(preamble(source))) {
            if (!isToolchainHeader(name) && !(await anyExists(own.map((at) => (0,external_node_path_.join)(at, name))))) {
                found.add(name);
            }
        }
    }
    return [...found];
}
function includeDirectories(flags) {
    return flags.flatMap((flag, at) => flag === "-I" ? (flags[at + 1] ?? []) : (/^-(?:I|isystem)(.+)$/.exec(flag)?.[1] ?? []));
}
/** The C text above `import "C"`. Source: `go doc cmd/cgo`: the comment right before the import. */
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
/** What a C text includes outside every `#if`. */
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
/** Whether a program for this machine would find it without anything being brought. */
async function hostHas(host, compiler, { kind, name }) {
    const [file = "cc", ...words] = compiler;
    const ask = async (args, program = file) => host.processes
        .run({ file: program, args, environment: host.environment, timeoutSeconds: 20 })
        .catch(() => undefined);
    if (kind === "pkg-config") {
        const program = splitWords(host.environment["PKG_CONFIG"] ?? "").words[0] ?? "pkg-config";
        return (await ask(["--exists", name], program))?.exitCode === 0;
    }
    if (kind === "header") {
        return anyExists([(0,external_node_path_.join)("/usr/include", name), (0,external_node_path_.join)("/usr/local/include", name)]);
    }
    const answers = await Promise.all(["so", "a"].map((ending) => ask([...words, `-print-file-name=lib${name}.${ending}`])));
    return answers.some((answer) => (0,external_node_path_.isAbsolute)(answer?.stdout.trim() ?? ""));
}

;// CONCATENATED MODULE: ./build/survey/survey.js








/** Asks the user's Go, for every target, what it would build and what that needs from C. Builds and fetches no tool. */
async function surveyProgram(host, question) {
    const { go, inputs, directory } = question;
    const turn = makeTurns(host.cpus);
    const answers = await Promise.all(inputs.targets.map((target) => turn(() => surveyTarget(host, { ...question, target }))));
    const problems = [...new Set(answers.flatMap((answer) => answer.problems))];
    return {
        machine: await surveyMachine(host, { clang: inputs.compiler === "clang" }),
        go: { file: go.file, version: go.version },
        modulePath: answers.find((answer) => answer.modulePath !== undefined)?.modulePath ?? "program",
        directory,
        targets: answers.flatMap((answer) => (answer.survey === undefined ? [] : [answer.survey])),
        problems,
    };
}
async function surveyTarget(host, question) {
    const { go, inputs, directory, target } = question;
    const platform = go.platforms.find((each) => each.os === target.os && each.arch === target.arch);
    if (platform === undefined) {
        return { survey: undefined, modulePath: undefined, problems: [] };
    }
    const variables = targetGoVariables(target);
    const [environment, listed] = await Promise.all([
        readGoEnvironment(host, go.file, { directory, variables }).catch(messageOf),
        // With cgo on, even for a platform without it: what matters is whether the program has C in it.
        runGo(host, go.file, { args: listArguments(inputs), directory, variables: { ...variables, CGO_ENABLED: "1" } }),
    ]);
    if (typeof environment === "string" || listed.exitCode !== 0) {
        const problem = typeof environment === "string" ? environment : explainGoFailure(listed);
        return { survey: undefined, modulePath: undefined, problems: [problem] };
    }
    const packages = parseListed(listed.stdout);
    const [cc, cxx] = await Promise.all([survey_exists(host, environment.cc), survey_exists(host, environment.cxx)]);
    const { programs, problems } = findPrograms(packages, inputs.packages);
    const isOwn = target.os === host.os && target.arch === host.arch && cc;
    const wants = await findLibraryWants(host, {
        packages,
        programs: programs.map(({ importPath }) => importPath),
        os: target.os,
        ldflags: [...splitWords(environment.cgoLdflags).words, ...inputs.cgoLdflags],
        hostCompiler: isOwn ? splitWords(environment.cc).words : undefined,
    });
    return {
        survey: {
            target,
            platform,
            environment,
            programs,
            need: describeCgoNeed(packages),
            wants,
            ahead: packagesAhead(packages),
            hostCompilers: { cc, cxx },
        },
        modulePath: packages.find(isOfMainModule)?.Module?.Path ?? programs[0]?.importPath,
        problems: problems.map((problem) => withTarget(problem, target, inputs.targets.length)),
    };
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
/** Names the target where the sentence holds for some targets only; equal sentences of all targets are shown once. */
function withTarget(problem, target, targets) {
    return problem.includes("build constraints") && targets > 1 ? `${targetName(target)}: ${problem}` : problem;
}
/** CC may hold flags after the program's name; only the first word is a program. */
async function survey_exists(host, compiler) {
    const [program] = splitWords(compiler).words;
    return program !== undefined && (await host.processes.find(program)) !== undefined;
}

;// CONCATENATED MODULE: ./build/version.js
/** This program's version; a test holds it against package.json. */
const version = "0.1.0";

;// CONCATENATED MODULE: ./build/crossbuild.js


















/** Everything that is wrong with what was asked for, found before anything was fetched. */
class InputProblems extends Error {
    problems;
    constructor(problems) {
        super(problems.join("\n"));
        this.name = "InputProblems";
        this.problems = problems;
    }
}
/**
 * The whole story: decide everything, then do it, then say what happened.
 * @param raw The inputs by name, as they were given; absent ones have their defaults.
 * @throws InputProblems where it cannot be done as asked. A target that fails is part of the result, not an error.
 */
async function crossbuild(host, raw) {
    const started = Date.now();
    const { inputs, plan, machine, lock, goCaches } = await decide(host, raw);
    if (inputs.dryRun) {
        return { kind: "planned", plan };
    }
    host.log.group("Plan", describePlan(plan));
    const provisions = provision(host, plan, {
        machine,
        cache: decideCache(inputs.cache, host.job.event, lock !== undefined),
        lock,
    });
    const made = inputs.build ? await buildAll(host, plan, provisions) : [];
    await exportEnvironment(host, plan, { exportEnv: inputs.exportEnv, setUpOnly: !inputs.build, provisions });
    await provisions.close();
    const { results, deliveries } = await deliverAll(made);
    const published = await publish(host, plan, deliveries);
    await provisions.save();
    const complete = results.every(({ outcome }) => outcome.kind === "passed");
    await goCaches.save({ plan, toolchains: provisions.toolchains, complete });
    const result = {
        tool: { version: version },
        host: plan.host,
        go: { version: plan.go.version },
        module: { path: plan.module.path },
        targets: inputs.build ? results : await setUpResults(plan, provisions),
        toolchains: await toolchainResults(provisions),
        libraries: await libraryResults(provisions),
        seconds: (Date.now() - started) / 1000,
        checksums: published.checksums,
        manifest: inputs.build ? (0,external_node_path_.join)(plan.publication.outDir, runFiles.manifest) : undefined,
        outDir: plan.publication.outDir,
        artifacts: published.artifacts,
        failures: published.problems,
        warnings: plan.warnings,
    };
    return { kind: "done", plan, result };
}
/**
 * Decides everything, and does nothing yet.
 * @param lock How to take the program's lock: `bypass` it is what writes a new one does.
 * @throws InputProblems
 */
async function decide(host, raw, lockUse = "obey") {
    const directory = (0,external_node_path_.resolve)(host.workspace, raw["working-directory"] ?? ".");
    const go = await findGo(host, directory);
    const { inputs, problems } = parseInputs(raw, go.platforms);
    if (go.kind === "missing") {
        throw new InputProblems([...problems, go.problem]);
    }
    if (problems.length === 0) {
        host.log.info(describeTargets(go.version, inputs));
    }
    const question = { go, inputs, directory };
    const use = decideCache(problems.length > 0 ? "off" : inputs.cache, host.job.event);
    const goCaches = await openGoCaches(host, { ...question, use });
    const survey = await surveyWithCaches(host, question, goCaches);
    const planned = makePlan(inputs, survey, (0,external_node_path_.resolve)(directory, inputs.outDir));
    const lock = lockUse === "obey" ? await openLock(planned.plan, survey.machine) : noLock;
    const all = [...problems, ...survey.problems, ...planned.problems, ...lock.problems];
    if (all.length > 0) {
        throw new InputProblems(all);
    }
    return { inputs, plan: planned.plan, machine: survey.machine, lock: lock.roots, goCaches };
}
/** Go compares the modules that an earlier run left with go.sum; if one is not what it was, all are fetched anew. */
async function surveyWithCaches(host, question, goCaches) {
    const survey = await surveyProgram(host, question);
    const spoilt = survey.problems.find((problem) => /checksum mismatch|\bzip: /.test(problem));
    if (spoilt === undefined || !(await goCaches.dropModules())) {
        return survey;
    }
    host.log.warning(`A module from the cache is not what go.sum says, so all are fetched again: ${spoilt}`);
    return surveyProgram(host, question);
}
const noLock = { roots: undefined, problems: [] };
async function openLock(plan, { distribution, arch }) {
    const path = await findLockPath(plan.module.directory);
    try {
        const lock = await readLock(path);
        return lock === undefined || distribution === undefined
            ? noLock
            : useLock(lock, rootRequests(plan), releaseName(distribution, arch));
    }
    catch (error) {
        return { roots: undefined, problems: [messageOf(error)] };
    }
}
async function buildAll(host, plan, provisions) {
    await clearOutputs(plan);
    const scratch = (0,external_node_path_.join)(host.scratchDirectory, "targets");
    const turns = { build: makeTurns(plan.division.jobs), proof: makeTurns(plan.division.cpus) };
    return Promise.all(plan.targets.map((target) => makeTarget(host, { plan, target, provisions, scratch, turns })));
}
/** Out-dir is filled only now that all is built; see packTarget. */
async function deliverAll(made) {
    const results = [];
    const deliveries = new Map();
    for (const { result, packed } of made) {
        const delivered = await deliver(packed).catch(messageOf);
        if (typeof delivered === "string") {
            const message = `the files could not be put in place: ${delivered}`;
            results.push({ ...result, outcome: { kind: "failed", stage: "publish", message, log: [] } });
        }
        else {
            results.push(result);
            if (delivered.length > 0) {
                deliveries.set(result.target, delivered);
            }
        }
    }
    return { results, deliveries };
}
async function setUpResults(plan, provisions) {
    return Promise.all(plan.targets.map(async (planned) => {
        const { target, cgo, toolchain, notes } = planned;
        const arrived = await provisions.toolchainOf(planned);
        const outcome = arrived?.kind === "failed"
            ? { kind: "failed", stage: "toolchain", message: arrived.message, log: [] }
            : { kind: "passed", binaries: [] };
        return { target, cgo, toolchain, notes, outcome, seconds: 0 };
    }));
}
async function libraryResults({ libraries }) {
    const outcomes = await Promise.all([...libraries].map(async ([id, root]) => ({ id, outcome: await root })));
    return outcomes.flatMap(({ id, outcome }) => {
        if (outcome.kind === "failed") {
            return [];
        }
        const { source, checked, seconds, bytesDownloaded, directory, record } = outcome.value;
        const packages = record.packages.map(({ name, version }) => `${name} ${version}`);
        return [{ id, source, checked, seconds, bytesDownloaded, directory, packages }];
    });
}
async function toolchainResults(provisions) {
    const outcomes = await Promise.all(provisions.toolchains.values());
    return outcomes.flatMap((outcome) => {
        if (outcome.kind === "failed") {
            return [];
        }
        const { id, cc, version: compiler, source, checked, seconds, bytesDownloaded, directory } = outcome.value;
        return [{ id, cc, compiler, source, checked, seconds, bytesDownloaded, directory }];
    });
}

;// CONCATENATED MODULE: ./build/report/format.js

/** A length of time as people say it: `850 ms`, `4.2 s`, `1 min 12 s`, `2 h 5 min`. */
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
/** A size in decimal units, as downloads and disks are counted: `812 B`, `1.4 MB`, `120 kB`. */
function byteSize(bytes) {
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
/** `1 target`, `8 targets`. */
function counted(count, singular, plural = `${singular}s`) {
    return `${count} ${count === 1 ? singular : plural}`;
}
/** `a`, `a and b`, `a, b and c`. */
function format_listed(items) {
    const last = items.at(-1) ?? "";
    return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}
/** At most `limit` characters (UTF-16, as JavaScript counts), ending in `…` where something was cut off. */
function shortened(text, limit) {
    if (text.length <= limit) {
        return text;
    }
    // Half of a surrogate pair at the cut would be no character at all.
    return `${text.slice(0, Math.max(0, limit - 1)).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
/** At most `limit` bytes of UTF-8, ending in `…` where something was cut off. */
function shortenedToBytes(text, limit) {
    if (utf8Bytes(text) <= limit) {
        return text;
    }
    const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, limit - utf8Bytes("…"))));
    return limit < utf8Bytes("…") ? "" : `${text.slice(0, read)}…`;
}
function utf8Bytes(text) {
    return new TextEncoder().encode(text).length;
}
/** The last element of a path. */
function fileName(path) {
    return path.slice(path.lastIndexOf("/") + 1);
}
/**
 * Text from outside as one harmless line: no colours, no control or invisible formatting characters (which can turn the
 * reading direction around), no line breaks, no legacy runner command. The runner looks for `##[` anywhere in a line.
 */
function plainText(text) {
    return plainLine(text.replaceAll(/\s+/g, " ")).trim();
}
/** Lines from outside, each harmless in the same way; indentation stays. */
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
 * would make a formula but for the elements around them (GitHub's page "Writing mathematical expressions"). It must not be
 * the first thing of a block: `#` and `-` are left as they are.
 */
function markdownText(text) {
    return markdownFragment(plainText(text));
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
/** A sentence from outside, like markdownText, with what stands between two backticks in a fixed-width font. */
function markdownSentence(text) {
    return plainText(text)
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 0 ? markdownFragment(part) : `<code>${markdownFragment(part)}</code>`))
        .join("");
}
/** A name from outside in a fixed-width font, in a table cell too. */
function markdownCode(text) {
    return /^[\w./+:@,=-]+$/.test(text) ? `\`${text}\`` : `<code>${markdownText(text)}</code>`;
}
/** Lines from outside as a block of code that none of them can end. */
function markdownFence(lines) {
    const plain = plainLines(lines);
    const runs = plain.flatMap((line) => line.match(/`+/g) ?? []);
    const longestRun = runs.reduce((longest, run) => Math.max(longest, run.length), 2);
    const fence = "`".repeat(longestRun + 1);
    return [`${fence}text`, ...plain, fence];
}

;// CONCATENATED MODULE: ./build/report/outcomes.js


const stageFailed = {
    toolchain: "toolchain failed",
    build: "build failed",
    proof: "proof failed",
    run: "run failed",
    publish: "publishing failed",
};
/** `linux/arm64: build failed after 4.2 s`. */
function describeFailureTitle({ target, seconds, failure }) {
    // A target whose toolchain never came was hardly started: its time says nothing.
    const after = seconds >= 0.1 ? ` after ${duration(seconds)}` : "";
    return `${plainText(target)}: ${stageFailed[failure.stage]}${after}`;
}
/** Every target that failed, in the run's order. */
function failedTargets(result) {
    return result.targets.flatMap(({ target, seconds, outcome }) => outcome.kind === "failed" ? [{ target, seconds, failure: outcome }] : []);
}
/** True where a target failed, or something beside the targets. */
function hasFailed(result) {
    return failedTargets(result).length > 0 || result.failures.length > 0;
}
/** Every binary that passed, in the run's order. */
function builtBinaries(result) {
    return result.targets.flatMap((target) => binariesOf(target).map((binary) => ({ target, binary })));
}
function binariesOf(target) {
    return target.outcome.kind === "passed" ? target.outcome.binaries : [];
}
/** True where no target got as far as a build: the run only set up toolchains. */
function isSetupOnly(result) {
    return result.targets.every(({ outcome }) => outcome.kind === "passed" ? outcome.binaries.length === 0 : outcome.stage === "toolchain");
}
/** The program's name without the parts of its file's name that tell targets apart: `sqlite` of `sqlite_linux_arm64.so`. */
function outcomes_programName(target, binary) {
    const [os = "", arch = "", variant] = target.split("/");
    const name = plainText(binary.name);
    const end = name.lastIndexOf(`_${targetFileSuffix({ os, arch, variant })}`);
    return end > 0 ? name.slice(0, end) : name;
}

;// CONCATENATED MODULE: ./build/report/headline.js


/** More than this is no longer read. */
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
 * the targets, `8 of 8 binaries built and proven in 1 min 12 s, but the run failed: the artifact "a" could not be uploaded.`
 */
function describeFailed(result, brevity) {
    const failed = failedTargets(result);
    const besides = describeBesides(result, brevity);
    if (failed.length === 0) {
        return `${describeDone(result).done}, but the run failed: ${besides}.`;
    }
    const named = failed
        .slice(0, brevity.targets)
        .map(({ target, failure }) => `${plainText(target)} (${failure.stage})`);
    const more = failed.length > named.length ? ` and ${failed.length - named.length} more` : "";
    const targets = `${failed.length} of ${counted(result.targets.length, "target")} failed: ${named.join(", ")}${more}`;
    return besides === "" ? `${targets}.` : `${targets}; besides, ${besides}.`;
}
function describeBesides({ failures }, brevity) {
    const named = failures
        .slice(0, brevity.failures)
        .map((failure) => shortened(plainText(failure).replace(/\.$/, ""), brevity.characters));
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
    const wanted = built.length + empty.length;
    const count = wanted === 1 ? "1 binary" : `${built.length} of ${wanted} binaries`;
    const programs = [...new Set(built.map(({ target, binary }) => outcomes_programName(target.target, binary)))];
    const what = programs.length > 3 ? counted(programs.length, "program") : format_listed(programs);
    const nothing = empty.length > 0 ? `; nothing was built for ${format_listed(empty.map(nameOf))}` : "";
    return {
        done: `${count} ${describeProof(result)} in ${duration(result.seconds)}`,
        detail: `: ${what} for ${headline_systems(built.map(({ target }) => target))}${nothing}`,
    };
}
/** What was done with the binaries. Says `run` of no binary that has not run. */
function describeProof(result) {
    const runs = builtBinaries(result).map(({ binary }) => binary.run.kind);
    const ran = runs.filter((kind) => kind === "passed").length;
    if (ran === runs.length) {
        return "built, proven and run";
    }
    return runs.every((kind) => kind === "not-asked") ? "built and proven" : `built and proven, ${ran} of them run,`;
}
/** `linux (6) and windows (2)`, or the target's own name where there is one only. */
function headline_systems(targets) {
    const names = new Set(targets.map(nameOf));
    if (names.size === 1) {
        return [...names].join("");
    }
    const counts = new Map();
    for (const name of targets.map(nameOf)) {
        const os = name.split("/", 1).join("");
        counts.set(os, (counts.get(os) ?? 0) + 1);
    }
    return format_listed([...counts].map(([os, count]) => `${os} (${count})`));
}
function nameOf(target) {
    return plainText(target.target);
}

;// CONCATENATED MODULE: ./build/report/annotations.js



/** The runner cuts a longer message off. */
const longestMessage = 4096;
/** The runner keeps ten errors of a step and drops the rest without a word. */
const mostAnnotations = 10;
/** Enough to see the compiler's own words; the summary has more. */
const logLines = 5;
/**
 * One error annotation per failed target and per failure beside them, as plain text of at most 4096 characters each. At
 * most ten: where there is more, the tenth says how many more and which. They are all the errors that a run may show: its
 * closing sentence (describeFailureSentence) belongs in the log, since an eleventh would be dropped.
 */
function describeFailures(result) {
    const all = [...failedTargets(result).map(describeOne), ...result.failures.map(annotations_describeBesides)];
    if (all.length <= mostAnnotations) {
        return all;
    }
    const first = all.slice(0, mostAnnotations - 1);
    return [...first, describeRest(all.slice(first.length))];
}
function describeOne({ target, failure }) {
    const log = plainLines(failure.log).filter((line) => line.trim() !== "");
    const lines = [plainText(failure.message), ...log.slice(-logLines).map((line) => `  ${line}`)];
    return {
        title: `${plainText(target)}: ${stageFailed[failure.stage]}`,
        message: shortened(lines.join("\n"), longestMessage),
    };
}
function annotations_describeBesides(failure) {
    return { title: "the run failed", message: shortened(plainText(failure), longestMessage) };
}
function describeRest(rest) {
    const lines = rest.map(({ title, message }) => `${title}: ${message.split("\n", 1).join("")}`);
    return { title: `${rest.length} more failures`, message: shortened(lines.join("\n"), longestMessage) };
}
/**
 * The one sentence that fails the run: every failed target with the stage it failed in, and what failed beside them, at
 * most 4096 characters. Undefined where nothing failed.
 */
function describeFailureSentence(result) {
    if (!hasFailed(result)) {
        return undefined;
    }
    const all = Number.POSITIVE_INFINITY;
    return shortened(describeFailed(result, { targets: all, failures: all, characters: 1000 }), longestMessage);
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
        failures: result.failures,
        warnings: result.warnings,
    };
    return `${JSON.stringify(manifest, (_, value) => value ?? null, 2)}\n`;
}
function manifestTarget(target) {
    return {
        target: target.target,
        cgo: { enabled: target.cgo.enabled, why: target.cgo.why },
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
                stage: outcome.stage,
                message: outcome.message,
                log: outcome.log,
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
        linkage: describeLinkage(binary.facts),
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
        glibcFloor: facts.glibcFloor,
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
        cc: toolchain.cc,
        compiler: toolchain.compiler,
        source: toolchain.source,
        checked: toolchain.checked,
        seconds: toolchain.seconds,
        bytesDownloaded: toolchain.bytesDownloaded,
        directory: toolchain.directory,
    };
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


/**
 * The action's outputs by name. One that has no value in this run is absent, which a workflow reads as the empty string.
 */
function describeOutputs(result) {
    const built = builtBinaries(result);
    const alone = result.targets.length === 1;
    const onlyBinary = built.length === 1 ? built[0]?.binary.file : undefined;
    const outputs = {
        binaries: JSON.stringify(built.map((each) => describeBinary(result, each))),
        manifest: result.manifest,
        checksums: result.checksums,
        "out-dir": result.outDir,
        targets: JSON.stringify(result.targets.map(({ target }) => target)),
        "cache-hit": String(isCacheHit(result)),
        cc: alone ? result.toolchains[0]?.cc : undefined,
        binary: alone ? onlyBinary : undefined,
    };
    return Object.fromEntries(Object.entries(outputs).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
function describeBinary(result, { target, binary }) {
    const artifact = result.artifacts.find(({ targets }) => targets.includes(target.target));
    return {
        target: target.target,
        file: binary.file,
        sha256: binary.sha256,
        bytes: binary.bytes,
        cgo: target.cgo.enabled,
        linkage: describeLinkage(binary.facts),
        archive: binary.archive?.file ?? null,
        artifactId: artifact?.id ?? null,
    };
}
/** No toolchain or library had to be downloaded, and there was one that could have been. */
function isCacheHit({ toolchains, libraries }) {
    const fetched = [...toolchains, ...libraries].filter(({ source }) => source !== "host");
    return fetched.length > 0 && fetched.every(({ source }) => source !== "download");
}

;// CONCATENATED MODULE: ./build/report/notes.js


const unlocked = "the toolchain from the cache is checked by its own record and not compared with today's package index; `cgo-cross lock` pins it";
/** The notes of all targets, and what is to be known of their toolchains, each once, with the targets that it is about. */
function describeNotes(result) {
    const notes = new Map();
    for (const { target, notes: texts } of result.targets) {
        for (const text of new Set(texts)) {
            notes.set(text, [...(notes.get(text) ?? []), target]);
        }
    }
    for (const { target, toolchain } of result.targets) {
        const used = result.toolchains.find(({ id }) => id === toolchain);
        if (used?.source === "cache" && used.checked === "record") {
            notes.set(unlocked, [...(notes.get(unlocked) ?? []), target]);
        }
    }
    for (const target of result.targets) {
        const floors = binariesOf(target).flatMap(({ facts }) => facts.glibcFloor ?? []);
        const floor = floors.sort(compareVersions).at(-1);
        const releases = floor === undefined ? undefined : releasesWithGlibc(floor);
        if (releases !== undefined) {
            const text = `needs glibc ${floor} or newer: ${releases}`;
            notes.set(text, [...(notes.get(text) ?? []), target.target]);
        }
        const packages = binariesOf(target).flatMap(({ libraries }) => libraries.flatMap(({ install }) => install ?? []));
        if (packages.length > 0) {
            const names = [...new Set(packages)].sort().join(" ");
            const text = `needs libraries of the system that it runs on; on Debian and Ubuntu: apt-get install ${names}`;
            notes.set(text, [...(notes.get(text) ?? []), target.target]);
        }
    }
    return [...notes].map(([text, targets]) => ({ targets, text }));
}

;// CONCATENATED MODULE: ./build/report/table.js



/** Longer explanations make a table unreadable; the manifest has them whole. */
const table_longestText = 100;
/** One row a target. Columns that would be empty in every row are left out. */
function describeTable(result) {
    const rows = result.targets.map((target) => describeRow(result, target));
    if (isSetupOnly(result)) {
        return { columns: ["target", "compiler", "toolchain", "cgo"], rows };
    }
    const several = result.targets.some((target) => binariesOf(target).length > 1);
    const binary = several ? ["binary"] : [];
    // What a narrow screen should show stands first.
    const rest = ["proof", "run", "size", "time", "linkage", "compiler", "toolchain", "cgo"];
    return { columns: ["target", ...binary, ...rest], rows };
}
function describeRow(result, target) {
    const toolchain = result.toolchains.find(({ id }) => id === target.toolchain);
    const binaries = binariesOf(target);
    const each = (describe) => eachBinary(binaries, describe);
    return {
        failed: target.outcome.kind === "failed",
        seconds: target.seconds,
        cells: {
            target: targetCell(target),
            binary: binaries.length === 0 ? [table_nothing("none")] : binaries.map((b) => table_words(outcomes_programName(target.target, b))),
            cgo: [cgoLine(target)],
            compiler: compilerCell(target, toolchain),
            linkage: each(({ facts }) => linkageLine(facts)),
            size: each(({ bytes }) => table_words(byteSize(bytes))),
            // A target whose toolchain never came was never started.
            time: [target.seconds > 0 ? table_words(duration(target.seconds)) : table_nothing("none")],
            proof: proofCell(target),
            run: runCell(target),
            toolchain: toolchainCell(target, toolchain),
        },
    };
}
function line(mark, text, short = text) {
    return { mark, text: shortened(plainText(text), table_longestText), short: shortened(plainText(short), table_longestText) };
}
function table_words(text, short) {
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
/** One line a binary; one for all of them where they say the same. */
function eachBinary(binaries, describe) {
    const lines = binaries.map(describe);
    const [first = table_nothing("none")] = lines;
    return lines.every(({ mark, text }) => mark === first.mark && text === first.text) ? [first] : lines;
}
function targetCell({ target, outcome }) {
    return [outcome.kind === "failed" ? bad(`${target}: ${stageFailed[outcome.stage]}`, target) : good(target)];
}
function cgoLine({ cgo }) {
    const state = cgo.enabled ? "on" : "off";
    return table_words(`${state} (${cgo.why})`, state);
}
function linkageLine(facts) {
    const text = describeLinkage(facts);
    const kind = text.split(":", 1).join("");
    return table_words(text, kind === text && (facts.format === "pe" || facts.format === "macho") ? "system only" : kind);
}
/**
 * `gcc 12.2.0` of the version line `aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0`: the triple is the target's, and the
 * list of toolchains has the whole line.
 */
function compilerCell(target, toolchain) {
    if (toolchain === undefined) {
        return [target.cgo.enabled || target.toolchain !== undefined ? table_nothing("none") : table_nothing("Go alone")];
    }
    const prefix = `${toolchain.id}-`;
    const line = toolchain.compiler.replaceAll(/ *\([^()]*\)/g, "");
    return [table_words(line.startsWith(prefix) ? line.slice(prefix.length) : line)];
}
const sources = {
    host: "this machine's",
    disk: "on disk",
    cache: "from cache",
    download: "downloaded",
};
function toolchainCell(target, toolchain) {
    if (toolchain !== undefined) {
        return [table_words(sources[toolchain.source])];
    }
    if (target.outcome.kind === "failed" && target.outcome.stage === "toolchain") {
        return [bad("failed")];
    }
    return [table_nothing(target.toolchain === undefined ? "none needed" : "none")];
}
const table_checks = {
    index: ", checked by the signed index",
    lock: ", checked by the lock",
    record: ", checked by its record",
};
/** Where a toolchain came from, what that cost and what vouches for it: `downloaded: 61.2 MB in 5.1 s, checked by…`. */
function describeSource({ source, checked, seconds, bytesDownloaded, }) {
    const check = checked === undefined ? "" : table_checks[checked];
    switch (source) {
        case "host":
        case "disk":
            return `${sources[source]}${check}`;
        case "cache":
            return `${sources[source]} in ${duration(seconds)}${check}`;
        case "download":
            return `${sources[source]}: ${byteSize(bytesDownloaded)} in ${duration(seconds)}${check}`;
    }
}
const stages = ["toolchain", "build", "proof", "run", "publish"];
/**
 * The cell of a target that failed in some stage, in the column of one stage. A stage before the one that failed may have
 * been passed or skipped (a run fails without its emulator before anything is built), so no success is claimed for it.
 */
function stageCell(failedIn, column) {
    if (failedIn === column) {
        return [bad("failed")];
    }
    return [table_nothing(stages.indexOf(failedIn) < stages.indexOf(column) ? "not reached" : "not recorded")];
}
function proofCell(target) {
    if (target.outcome.kind === "failed") {
        return stageCell(target.outcome.stage, "proof");
    }
    return eachBinary(target.outcome.binaries, ({ facts }) => good(describeIdentity(facts)));
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
            return table_nothing("not asked");
        case "not-run":
            return table_nothing(`not run: ${run.reason}`, "not run");
        case "passed": {
            const time = duration(run.seconds);
            return good(run.emulator === undefined ? time : `${time} (${run.emulator})`, time);
        }
    }
}
const table_formats = {
    elf: "ELF",
    pe: "PE",
    macho: "Mach-O",
    wasm: "WebAssembly",
    xcoff: "XCOFF",
    plan9: "Plan 9 a.out",
    archive: "archive",
    unknown: "unknown format",
};
/** What the headers say the file is: `ELF arm64`, `ELF arm v7`. */
function describeIdentity(facts) {
    const parts = [table_formats[facts.format], facts.arch ?? facts.machine, facts.arm?.level];
    return parts.filter((part) => part !== undefined).join(" ");
}

;// CONCATENATED MODULE: ./build/report/details.js




/*
 * The parts of the summary under its table. Each is lines of Markdown, none where there is nothing to say.
 */
const markdownMarks = { good: "✅", bad: "❌", none: "➖" };
function markdownRow(cells) {
    return `| ${cells.join(" | ")} |`;
}
/** A line of a log is cut here: minified sources and linker commands run to megabytes. */
const longestLine = 1000;
/** A message is a sentence; what is longer than this is a program's output that got into it. */
const details_longestMessage = 2000;
/** What is folded away under a title. The empty lines make Markdown of what is inside. */
function folded(title, lines, open = false) {
    return [`<details${open ? " open" : ""}><summary>${title}</summary>`, "", ...lines, "", "</details>"];
}
/** More than this many failures are folded: nobody reads them all at once. */
const openFailures = 3;
/**
 * Why each target failed, and what failed beside them.
 * @param logLines Lines of each target's log, from its end.
 */
function failureBlock(result, logLines) {
    const failed = failedTargets(result);
    return [
        ...failed.flatMap((target) => details_describeFailure(target, logLines, failed.length <= openFailures)),
        ...(failed.length > 0 && result.failures.length > 0 ? [""] : []),
        ...result.failures.map((failure) => `- ${markdownMarks.bad} ${markdownSentence(shortened(failure, details_longestMessage))}`),
    ];
}
function details_describeFailure(target, logLines, open) {
    const { failure } = target;
    const title = `${markdownMarks.bad} ${markdownText(describeFailureTitle(target))}`;
    const log = details_lastLines(failure.log, logLines);
    return folded(title, [
        `**Why:** ${markdownSentence(shortened(failure.message, details_longestMessage))}`,
        ...(log.length > 0 ? ["", "The end of its log:", "", ...markdownFence(log)] : []),
    ], open);
}
function details_lastLines(log, count) {
    const lines = plainLines(log).map((line) => shortened(line, longestLine));
    return count === 0 || lines.every((line) => line === "") ? [] : lines.slice(-count);
}
/** Warnings, and why targets are made otherwise than asked. */
function notesBlock(result) {
    const notes = describeNotes(result);
    if (result.warnings.length === 0 && notes.length === 0) {
        return [];
    }
    const counts = [
        ...(result.warnings.length > 0 ? [`⚠️ ${counted(result.warnings.length, "warning")}`] : []),
        ...(notes.length > 0 ? [counted(notes.length, "note")] : []),
    ];
    return folded(format_listed(counts), [
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
    const lines = plainLines([run.output.trimEnd()]).map((line) => shortened(line, longestLine));
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
    return folded(`${counted(artifacts.length, "artifact")}, ${byteSize(total)}`, artifacts.map(({ name, targets, bytes }) => {
        return `- ${markdownCode(name)}: ${targets.map(markdownText).join(", ")}, ${byteSize(bytes)}`;
    }));
}
/** Which of the distribution's C libraries each binary has in it, or needs. */
function libraryBlock(result) {
    const lines = builtBinaries(result).flatMap(({ target, binary }) => binary.libraries.map((library) => markdownRow([
        markdownText(target.target),
        markdownCode(library.file),
        markdownText(`${library.package} ${library.version}`),
        library.install === undefined ? "linked in" : `needs ${markdownCode(library.install)}`,
    ])));
    const roots = result.libraries.map((root) => `- ${markdownCode(root.id)}: ${counted(root.packages.length, "package")}, ${markdownText(describeSource(root))}`);
    if (roots.length === 0 && lines.length === 0) {
        return [];
    }
    const table = [
        markdownRow(["Target", "Library", "Linked from", "Where it runs"]),
        markdownRow(["---", "---", "---", "---"]),
        ...lines,
    ];
    return folded("C libraries", [...(lines.length === 0 ? [] : table), ...(roots.length === 0 ? [] : ["", ...roots])]);
}
/** Which compilers there were, where they came from and what that cost. */
function toolchainBlock({ toolchains, targets }) {
    if (toolchains.length === 0) {
        return [];
    }
    const lines = toolchains.map((toolchain) => {
        const { id, compiler } = toolchain;
        const users = targets.filter((target) => target.toolchain === id).map(({ target }) => markdownText(target));
        return markdownRow([markdownCode(id), markdownText(compiler), describeSource(toolchain), users.join(", ")]);
    });
    return folded(counted(toolchains.length, "toolchain"), [
        markdownRow(["Toolchain", "Compiler", "Where from", "Targets"]),
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
/** What goes first where a summary is too long, in this order. */
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
 * The whole run as GitHub-flavoured Markdown for the step's summary: a sentence, a table of the targets, why each failed,
 * and the rest folded away.
 * @param limitBytes The most UTF-8 bytes of the text. GitHub drops a summary above 1 MiB (2^20 bytes) altogether, so
 *   detail is left out, in a fixed order, and the text says what.
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
    return `${body}\nLeft out to stay within ${byteSize(limitBytes)}: ${format_listed(leftOut)}.\n`;
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
    proof: "Proof",
    run: "Run",
    toolchain: "Toolchain",
};
function tableBlock(result, { rows: wanted }) {
    const { columns, rows } = describeTable(result);
    const shown = rows.filter(({ failed }) => wanted === "all" || (wanted === "failed" && failed));
    if (shown.length === 0) {
        return [];
    }
    // One bar alone compares with nothing.
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
/** Keeps short words on one line: a table with many columns is else squeezed until every word has a line of its own. */
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

;// CONCATENATED MODULE: ./build/entry.js







/**
 * Runs the story on a host and hands its end over: the report first, the failure last.
 * @returns The process's exit code: 0, 1 for targets that failed or for a fault of ours, 2 for inputs that cannot be.
 */
async function runOn(host, raw, show) {
    return withHost(host, async () => {
        const ended = await crossbuild(host, raw);
        show(ended);
        return ended.kind === "planned" ? 0 : await handOver(host, ended.result);
    });
}
/** Does work that ends when the job is cancelled, tells what went wrong, and leaves nothing behind. */
async function withHost(host, work) {
    process.once("SIGINT", () => cutOff(host, 130));
    process.once("SIGTERM", () => cutOff(host, 143));
    try {
        return await work();
    }
    catch (error) {
        return describeFault(host, error);
    }
    finally {
        leaveNothing(host);
    }
}
/**
 * Ends the process when its last words are out: what a pipe has not taken yet is lost at the end of a process. It does
 * end then, since a socket of a service that hangs must not keep a step alive.
 */
async function endWith(exitCode) {
    const streams = [process.stdout, process.stderr];
    await Promise.all(streams.map((stream) => new Promise((out) => stream.write("", () => out()))));
    process.exit(exitCode);
}
/** Later steps get everything there is before the run fails for what there is not. */
async function handOver(host, result) {
    if (result.manifest !== undefined) {
        await (0,promises_.writeFile)(result.manifest, describeManifest(result));
    }
    for (const [name, value] of Object.entries(describeOutputs(result))) {
        await host.job.setOutput(name, value);
    }
    await host.job.writeSummary(describeSummary(result));
    for (const warning of result.warnings) {
        host.log.warning(warning);
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
function describeFault(host, error) {
    if (error instanceof InputProblems) {
        for (const problem of error.problems) {
            host.log.error(problem);
        }
        return 2;
    }
    // Not the user's doing: the stack is what a report of it needs.
    host.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error), "cgo-cross failed");
    return 1;
}
/** A cancelled job has seconds: children end first, then whatever is half made goes. */
function cutOff(host, exitCode) {
    host.processes.endAll();
    leaveNothing(host);
    process.exit(exitCode);
}
function leaveNothing(host) {
    for (const path of host.temporaries) {
        (0,external_node_fs_.rmSync)(path, { recursive: true, force: true, maxRetries: 3 });
    }
}

;// CONCATENATED MODULE: ./build/host/environment.js
/** A copy of the process's environment. Everything else gets it from the host. */
function readEnvironment() {
    return { ...process.env };
}

// EXTERNAL MODULE: external "node:async_hooks"
var external_node_async_hooks_ = __nccwpck_require__(16698);
// EXTERNAL MODULE: external "node:diagnostics_channel"
var external_node_diagnostics_channel_ = __nccwpck_require__(53053);
;// CONCATENATED MODULE: ./build/host/families.js




/** The variable that members of a family carry. */
const FAMILY_VARIABLE = "CGO_CROSS_CHILD";
/** For how long endFamily goes on looking for members, in milliseconds: a process in the kernel can outlast a signal. */
const ENDING_PATIENCE = 2000;
const current = new external_node_async_hooks_.AsyncLocalStorage();
/** The family of all that a run starts. The run may itself be a child of another, and then carries its mark. */
function makeRootFamily(environment) {
    return newFamily(undefined, environment[FAMILY_VARIABLE] || undefined);
}
/** A family inside another, with which it is ended. */
function makeFamily(parent) {
    return newFamily(parent, parent.mark);
}
function newFamily(parent, outer) {
    const own = (0,external_node_crypto_.randomBytes)(9).toString("hex");
    return { mark: outer === undefined ? own : `${outer}/${own}`, parent, children: new Set(), ended: false };
}
/** Runs `work` such that every child which is started in it, however deep, belongs to the family. */
function runInFamily(family, work) {
    return current.run(family, work);
}
/** True when the family or one that it belongs to was ended. */
function hasEnded(family) {
    return family !== undefined && (family.ended || hasEnded(family.parent));
}
/**
 * Ends all members with SIGKILL, and those that they start meanwhile; whatever is started in the family later is ended at
 * once. Synchronous, since it is called from signal handlers; takes a few milliseconds where nothing resists.
 */
function endFamily(family) {
    family.ended = true;
    const patience = performance.now() + ENDING_PATIENCE;
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (;;) {
        const members = findMembers(family);
        if (members.length === 0 || performance.now() > patience)
            return;
        for (const pid of members)
            kill(pid);
        Atomics.wait(pause, 0, 0, 4);
    }
}
/** Asks all members to end, with SIGTERM: a child that was fetching a file then leaves it such that it can go on with it. */
function askToEnd(family) {
    // The youngest first: a worker whose master is gone already ends by itself, and not in that order.
    for (const pid of findMembers(family).reverse())
        kill(pid, "SIGTERM");
}
(0,external_node_diagnostics_channel_.subscribe)("child_process", (message) => {
    const family = current.getStore();
    const child = startedChild(message);
    if (family === undefined || child === undefined)
        return;
    adopt(family, child);
});
function adopt(family, child) {
    for (let each = family; each !== undefined; each = each.parent) {
        const { children } = each;
        children.add(child);
        child.once("exit", () => children.delete(child));
        child.once("error", () => children.delete(child));
    }
    // The channel speaks before the child is spawned; by the next tick it is running and has its streams.
    process.nextTick(() => {
        // A child that ends without reading its input must not end this process: @actions/exec leaves EPIPE uncaught.
        child.stdin?.on("error", () => { });
        if (hasEnded(family))
            endFamily(family);
    });
}
function startedChild(message) {
    // The shape is documented with Node's built-in channels: { process: ChildProcess }.
    return message.process;
}
/** The process ids of all living members, this process left out. */
function findMembers(family) {
    const own = [...family.children].flatMap((child) => (child.pid === undefined || hasExited(child) ? [] : [child.pid]));
    const table = readProcesses(family.mark);
    if (table === undefined)
        return own; // No /proc, as on macOS: the children themselves are all that can be found.
    const members = new Set(table.filter((row) => row.marked || own.includes(row.pid)).map((row) => row.pid));
    for (let before = -1; before !== members.size;) {
        before = members.size;
        for (const row of table)
            if (members.has(row.parent))
                members.add(row.pid);
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
/** Undefined for a process that is gone or only waits to be collected. */
function readRow(pid, mark) {
    // The name in parentheses may itself hold parentheses and spaces; the state and the parent follow the last one.
    const stat = families_read(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ");
    if (stat === undefined || stat[0] === "Z" || stat[0] === "X")
        return undefined;
    const variables = families_read(`/proc/${pid}/environ`)?.split("\0") ?? [];
    const value = `${FAMILY_VARIABLE}=${mark}`;
    return {
        pid,
        parent: Number(stat[1]),
        marked: variables.some((variable) => variable === value || variable.startsWith(`${value}/`)),
    };
}
function families_read(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, "latin1");
    }
    catch {
        return undefined; // Gone meanwhile, or another user's.
    }
}
function kill(pid, signal = "SIGKILL") {
    try {
        process.kill(pid, signal);
    }
    catch {
        // Gone meanwhile.
    }
}

;// CONCATENATED MODULE: ./build/host/artifact-files.js


/** What GitHub refuses in an artifact's name (actions/upload-artifact, README, "name"), and what no directory is called. */
function checkArtifactName(name) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    if (name === "" || name === "." || name === ".." || /[":<>|*?\\/\u0000-\u001f]/.test(name)) {
        throw new Error(`"${name}" cannot name an artifact: it must not be empty nor have one of " : < > | * ? \\ / in it`);
    }
}
/**
 * Throws unless every file is a regular file that really lies under the root. Links are refused: the clients follow them,
 * wherever they lead.
 */
async function checkArtifactFiles(root, files) {
    if (files.length === 0)
        throw new Error("an artifact needs at least one file");
    const realRoot = await (0,promises_.realpath)(root);
    const checked = await Promise.all(files.map(async (file) => {
        if (!(await (0,promises_.lstat)(file)).isFile())
            throw new Error(`${file} is not a regular file and cannot be in an artifact`);
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
 * The published cache and artifact clients print a dozen lines for each thing they do, put up annotations of their own for
 * what is no failure here, and tell why something did not work only in what they print. This takes their lines off
 * standard output and hands them to the caller. Lines of everything else that runs meanwhile go out as ever, and so do
 * masks, without which a signed address could show in a log; with RUNNER_DEBUG everything does.
 */
function hearClient(hear, work) {
    install();
    return listener.run(hear, work);
}
const listener = new external_node_async_hooks_.AsyncLocalStorage();
let installed = false;
function install() {
    if (installed)
        return;
    installed = true;
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk, encoding, callback) => {
        const hear = listener.getStore();
        const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
        for (const line of hear === undefined ? [] : text.split(/\r?\n/))
            if (line !== "")
                hear?.(line);
        if (hear === undefined || /^::add-mask::[^\r\n]*\r?\n$/.test(text) || process.env["RUNNER_DEBUG"] === "1") {
            return typeof encoding === "function" ? write(chunk, encoding) : write(chunk, encoding, callback);
        }
        (typeof encoding === "function" ? encoding : callback)?.();
        return true;
    };
}
/**
 * Why a client did not do what it was asked, from what it printed; undefined where it gave no reason.
 *
 * `Failed to reserve cache` comes first: @actions/cache 6.3 says "another job may be creating this cache" of every fault
 * at that point, a refused connection too, and the fault itself only in a debug line (saveCacheV2).
 */
function reasonFrom(lines) {
    for (const pattern of REASONS) {
        const reason = lines.findLast((line) => pattern.test(line))?.match(pattern)?.[1];
        if (reason !== undefined)
            return unescapeData(reason);
    }
    return undefined;
}
const REASONS = [
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
 * Waits for `work`, but no longer than so many seconds. Work that is late goes on behind the scenes, and its end, good or
 * bad, is heard by nobody: what it holds open (a socket without an answer) can keep the process alive, so an entry ends
 * with process.exit.
 */
async function withDeadline(seconds, work) {
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve("late"), seconds * 1000);
    });
    work.catch(() => { });
    try {
        return await Promise.race([work.then((value) => ({ value })), late]);
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
            const work = hearClient(() => { }, () => upload(artifact));
            const outcome = await withDeadline(deadlines.uploadSeconds, work);
            if (outcome !== "late")
                return outcome.value;
            throw new Error(`the upload of artifact "${artifact.name}" took longer than ${deadlines.uploadSeconds} s`);
        },
    };
}
async function upload(artifact) {
    const { root, files } = await checkArtifactFiles(artifact.root, artifact.files);
    const paths = files.map((file) => file.path);
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__nccwpck_require__.e(838), __nccwpck_require__.e(110), __nccwpck_require__.e(118), __nccwpck_require__.e(458)]).then(__nccwpck_require__.bind(__nccwpck_require__, 67458));
    const options = {
        compressionLevel: paths.every(isCompressed) ? 0 : 6,
        ...(artifact.retentionDays === undefined ? {} : { retentionDays: artifact.retentionDays }),
    };
    try {
        const { id, size } = await new DefaultArtifactClient().uploadArtifact(artifact.name, paths, root, options);
        if (id === undefined)
            throw new Error("the service gave it no number");
        return { id: String(id), bytes: size ?? 0 };
    }
    catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        // The client passes the status on in its message alone: "Failed request: (409) Conflict: …".
        if (reason.includes("(409)"))
            throw new ArtifactNameTaken(artifact.name, { cause });
        throw new Error(`artifact "${artifact.name}" was not uploaded: ${reason}`, { cause });
    }
}
/** Compressing these again costs time and saves nothing. */
function isCompressed(path) {
    return /\.(?:gz|tgz|zip|zst|xz|bz2)$/.test(path);
}

;// CONCATENATED MODULE: ./build/host/github-cache.js





/**
 * The cache of a GitHub job, by way of @actions/cache, which reads the process's own environment: `environment` is a copy
 * of that, and tells beforehand whether there is a cache at all.
 *
 * The client makes up to five tries of three minutes each against a service that accepts and never answers, so every call
 * has a deadline here. When it has passed, the tar it may be running is ended, and none is started later; so it is when the
 * family `everyone` is ended.
 */
function makeGithubCache(environment, everyone, deadlines) {
    const absent = describeAbsence(environment);
    let silent;
    /** A service that said nothing once is not waited for again: a deadline is all that it may cost. */
    const call = async (seconds, use) => {
        if (silent !== undefined)
            return { failure: silent };
        const outcome = await callClient(makeFamily(everyone), seconds, use);
        if ("failure" in outcome && outcome.late)
            silent = outcome.failure;
        return outcome;
    };
    return {
        available: absent === undefined,
        reason: absent,
        async restore(entry) {
            const unfit = absent ?? describeUnfitPath(entry.path);
            if (unfit !== undefined)
                return { kind: "unavailable", reason: unfit };
            await (0,promises_.rm)(entry.path, { recursive: true, force: true });
            const restored = await extractingOnlyTo(entry.path, () => github_cache_restore(entry, (use) => call(deadlines.restoreSeconds, use)));
            const checked = await checkFile(entry.path, restored);
            if (checked.kind === "unavailable" || checked.kind === "damaged")
                await (0,promises_.rm)(entry.path, { recursive: true, force: true });
            return checked;
        },
        async save(entry) {
            const unfit = absent ?? describeUnfitPath(entry.path);
            if (unfit !== undefined)
                return { kind: "not-saved", reason: unfit };
            const found = await (0,promises_.lstat)(entry.path).catch(() => undefined);
            if (found?.isFile() !== true)
                return { kind: "not-saved", reason: `there is no file ${entry.path}` };
            return github_cache_save(entry, (use) => call(deadlines.saveSeconds, use));
        },
    };
}
/**
 * The client unpacks with `tar -P`, to wherever the entry's names say, and an entry may be anyone's. GNU tar takes more
 * options from TAR_OPTIONS: here, that whatever comes out of the archive is named `path`. (Other tars pay no heed to it;
 * toolchains are brought to Linux machines only.) Source: extractTar in @actions/cache's lib/internal/tar.js.
 */
async function extractingOnlyTo(path, work) {
    const before = process.env["TAR_OPTIONS"];
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    const replacement = path.replaceAll(/[\\&,]/g, "\\$&");
    // Words are parted at spaces. The flag S: targets of links are no names.
    process.env["TAR_OPTIONS"] = `--transform=s,.*,${replacement},S`.replaceAll(/[\\\s"']/g, "\\$&");
    try {
        return await work();
    }
    finally {
        if (before === undefined)
            delete process.env["TAR_OPTIONS"];
        else
            process.env["TAR_OPTIONS"] = before;
    }
}
/** A link or a directory in the place of the file is not what was saved, and would be followed. */
async function checkFile(path, restored) {
    if (restored.kind !== "hit" && restored.kind !== "partial")
        return restored;
    const found = await (0,promises_.lstat)(path).catch(() => undefined);
    if (found?.isFile() === true)
        return restored;
    return { kind: "damaged", reason: `the entry ${restored.key} does not hold the one file that was saved` };
}
/** Why this job has no cache; undefined where it has one. */
function describeAbsence(environment) {
    const given = (name) => (environment[name] ?? "") !== "";
    if (!given("ACTIONS_RUNTIME_TOKEN"))
        return "the job has no cache: ACTIONS_RUNTIME_TOKEN is not set";
    if (!given("ACTIONS_RESULTS_URL") && !given("ACTIONS_CACHE_URL")) {
        return "the job has no cache: neither ACTIONS_RESULTS_URL nor ACTIONS_CACHE_URL is set";
    }
    if (environment["ACTIONS_CACHE_MODE"]?.trim().toLowerCase() === "none") {
        return "the job has no cache: its cache mode is none";
    }
    return undefined;
}
/** The client takes a path for a glob, and what it expands to would be saved. */
function describeUnfitPath(path) {
    return /[*?[\]!#]/.test(path) ? `the cache takes no path with one of * ? [ ] ! # in it: ${path}` : undefined;
}
async function github_cache_restore(entry, call) {
    const outcome = await call((client) => client.restoreCache([entry.path], entry.key, [...entry.restoreKeys]));
    if ("failure" in outcome)
        return { kind: "unavailable", reason: outcome.failure };
    if (outcome.value === entry.key)
        return { kind: "hit", key: outcome.value };
    if (outcome.value !== undefined)
        return { kind: "partial", key: outcome.value };
    const reason = reasonFrom(outcome.said);
    if (reason === undefined)
        return { kind: "miss" };
    return { kind: /\/tar" failed/.test(reason) ? "damaged" : "unavailable", reason };
}
async function github_cache_save(entry, call) {
    const outcome = await call((client) => client.saveCache([entry.path], entry.key));
    if ("failure" in outcome)
        return { kind: "not-saved", reason: outcome.failure };
    if (outcome.value !== -1)
        return { kind: "saved" };
    const reason = reasonFrom(outcome.said) ?? "the cache service did not take it";
    const taken = reason.includes("(409)");
    return { kind: "not-saved", reason: taken ? "this key is saved already, or another job is saving it" : reason };
}
/** Calls the client within the deadline; whatever goes wrong becomes words. */
async function callClient(family, seconds, use) {
    const said = [];
    try {
        const client = await Promise.all(/* import() */[__nccwpck_require__.e(838), __nccwpck_require__.e(110), __nccwpck_require__.e(88), __nccwpck_require__.e(91)]).then(__nccwpck_require__.bind(__nccwpck_require__, 18091));
        if (!client.isFeatureAvailable())
            return { failure: "the cache service is not available to this job" };
        const work = hearClient((line) => said.push(line), () => runInFamily(family, () => use(client)));
        const outcome = await withDeadline(seconds, work);
        if (outcome !== "late")
            return { value: outcome.value, said };
        endFamily(family);
        return { failure: `the cache service took longer than ${seconds} s`, late: true };
    }
    catch (error) {
        return { failure: error instanceof Error ? error.message : String(error) };
    }
}

;// CONCATENATED MODULE: ./build/host/job-values.js

/** Throws on a variable that a later step could not be given, or would be given as something else. */
function checkVariable(name, value) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
        throw new Error(`"${name}" cannot name an environment variable`);
    // The runner refuses this one from GITHUB_ENV, with an error annotation (FileCommandManager, _setEnvBlockList).
    if (name.toUpperCase() === "NODE_OPTIONS")
        throw new Error("NODE_OPTIONS cannot be set for later steps");
    checkOneLine(`the value of ${name}`, value);
}
/** Throws on what is not one directory of PATH. @actions/core writes it as it comes: a line break would add a second. */
function checkPathEntry(directory) {
    checkOneLine("a PATH entry", directory);
    if (directory === "" || directory.includes(external_node_path_.delimiter))
        throw new Error(`"${directory}" cannot be one PATH entry`);
}
/** Throws on an output that cannot be set; its value may have several lines. */
function checkOutput(name, value) {
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name))
        throw new Error(`"${name}" cannot name an output`);
    if (value.includes("\0"))
        throw new Error(`the value of output ${name} has a NUL in it`);
}
function checkOneLine(what, value) {
    if (/[\r\n\0]/.test(value))
        throw new Error(`${what} has a line break or a NUL in it`);
}

;// CONCATENATED MODULE: ./build/host/text.js
/**
 * Text from outside made fit to be shown: an ANSI sequence is dropped, every other control character or invisible one is
 * written as its escape (`\u001b`), a tab stays. Lines end at `\n`, `\r\n` and a bare `\r` alike, as the runner reads them:
 * otherwise what follows a `\r` would begin a line of its own there.
 */
function text_visibleLines(text) {
    return text
        .replace(ANSI, "")
        .split(/\r\n|[\n\r]/)
        .map((line) => line.replace(INVISIBLE, escapeCharacter));
}
/** CSI sequences (colours, cursor) and OSC ones (titles, links): ECMA-48, 5.4 and 8.3.89. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const ANSI = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;
/** Controls, formatting marks (zero width, direction), line and paragraph separators, lone surrogates. */
const INVISIBLE = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function escapeCharacter(character) {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
/**
 * A visible line that the runner takes for text: it obeys `::command::` at the start of a line and `##[command]` anywhere in
 * it, and its log view draws `##[group]` and the like even where nothing obeys them.
 */
function inertLine(line) {
    return line.replace(/^\s*::/, (start) => `${start.slice(0, -2)}\\::`).replaceAll("##[", "##\\[");
}
/** At most `limit` UTF-16 units, saying how much is left out. */
function cutText(text, limit) {
    if (text.length <= limit)
        return text;
    const note = (left) => `… (${left} more characters; the log has the whole text)`;
    let keep = limit - note(text.length).length;
    if (/[\ud800-\udbff]/.test(text.charAt(keep - 1)))
        keep -= 1;
    return text.slice(0, keep) + note(text.length - keep);
}

;// CONCATENATED MODULE: ./build/host/workflow-command.js
/**
 * A workflow command as the runner reads it, without a line end; its escapes are those of @actions/core (command.ts).
 * That library itself stays out of the log, since it brings the client for OpenID tokens with it, which takes longer to
 * load than all of ours.
 * @param title An annotation's; none where undefined or empty.
 */
function describeCommand(name, message, title) {
    const properties = title === undefined || title === "" ? "" : ` title=${escapeProperty(title)}`;
    return `::${name}${properties}::${escapeData(message)}`;
}
function escapeData(text) {
    return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
    return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

;// CONCATENATED MODULE: ./build/host/log.js



/** The runner cuts an annotation's message at so many characters (ExecutionContext, `_maxIssueMessageLength`). */
const ANNOTATION_LIMIT = 4096;
/** Seconds between two progress lines where a line cannot be redrawn. */
const PROGRESS_INTERVAL = 5;
/**
 * The log of a step on a runner, written as workflow commands to standard output. Nothing that is passed in can act as a
 * command: lines are made inert, and a group's lines stand besides between `::stop-commands::` and a token that nobody
 * can know. A message that is longer than an annotation holds is cut there and printed whole in a group.
 */
function makeGithubLog(clock = () => performance.now()) {
    const due = makeThrottle(clock);
    function group(title, lines) {
        print(describeCommand("group", inertLine(text_visibleLines(title).join(" "))));
        const token = (0,external_node_crypto_.randomUUID)();
        print(`::stop-commands::${token}`);
        const shown = lines.flatMap(text_visibleLines).map(inertLine);
        if (shown.length > 0)
            print(shown.join("\n"));
        print(`::${token}::`);
        print(describeCommand("endgroup", ""));
    }
    function annotate(level, message, title) {
        const lines = text_visibleLines(message);
        const whole = lines.join("\n");
        print(describeCommand(level, cutText(whole, ANNOTATION_LIMIT), title && text_visibleLines(title).join(" ")));
        if (whole.length > ANNOTATION_LIMIT)
            group("The whole message", lines);
    }
    const info = (text) => {
        for (const line of text_visibleLines(text))
            print(inertLine(line));
    };
    return {
        info,
        notice: (message) => annotate("notice", message),
        warning: (message) => annotate("warning", message),
        error: (message, title) => annotate("error", message, title),
        group,
        progress(line) {
            if (due())
                info(line);
        },
    };
}
function print(text) {
    process.stdout.write(`${text}\n`);
}
/**
 * The log of a run at a terminal: plain text, with colours only on a terminal that wants them (no-color.org), and with a
 * progress line that is redrawn in place. Standard output stays free for what the command answers.
 */
function makeTerminalLog(terminal, environment, clock) {
    const due = makeThrottle(clock ?? (() => performance.now()));
    const interactive = terminal.isTTY === true && environment["TERM"] !== "dumb";
    const paint = makePainter(interactive && (environment["NO_COLOR"] ?? "") === "");
    let drawn = false;
    function print(lines) {
        terminal.write(`${drawn ? CLEAR_LINE : ""}${lines.map((line) => `${line}\n`).join("")}`);
        drawn = false;
    }
    function say(kind, style, message, title) {
        const [first = "", ...rest] = visibleLines(message);
        const head = title === undefined ? "" : `${visibleLines(title).join(" ")}: `;
        print([`${paint(style, `${kind}:`)} ${head}${first}`, ...rest.map((line) => `  ${line}`)]);
    }
    return {
        info: (text) => print(visibleLines(text)),
        notice: (message) => say("notice", "cyan", message),
        warning: (message) => say("warning", "yellow", message),
        error: (message, title) => say("error", "red", message, title),
        group(title, lines) {
            const head = paint("bold", visibleLines(title).join(" "));
            print([head, ...lines.flatMap(visibleLines).map((line) => `  ${line}`)]);
        },
        progress(text) {
            const line = visibleLines(text).join(" ");
            if (!interactive) {
                if (due())
                    print([line]);
                return;
            }
            terminal.write(`${CLEAR_LINE}${line.slice(0, (terminal.columns ?? 80) - 1)}`);
            drawn = line !== "";
        },
    };
}
const CLEAR_LINE = "\r\u001b[2K";
const STYLES = { bold: 1, red: 31, yellow: 33, cyan: 36 };
function makePainter(colours) {
    return (style, text) => (colours ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text);
}
/** A function that says true at most once every PROGRESS_INTERVAL, and at its first call. */
function makeThrottle(clock) {
    let next = Number.NEGATIVE_INFINITY;
    return () => {
        if (clock() < next)
            return false;
        next = clock() + PROGRESS_INTERVAL * 1000;
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
 * The bytes that programs may still take: what the kernel has to give, or what is left below the limit of the control
 * group (the container, the systemd unit) that this process is in, whichever is less. Cache that the kernel would drop
 * counts as free in both. Half the machine's memory where there is no /proc/meminfo.
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
/** What is left in a group and in each above it. A container may see a path that is not below its own mount. */
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
const GO_OS = { win32: "windows", sunos: "solaris" };
const GO_ARCH = {
    x64: "amd64",
    ia32: "386",
    mipsel: "mipsle",
    mips64el: "mips64le",
};
/** This machine in Go's names, how many threads it runs at once, and the memory there is for them. */
function describeMachine() {
    return {
        os: GO_OS[(0,external_node_os_.platform)()] ?? (0,external_node_os_.platform)(),
        arch: goArch((0,external_node_os_.arch)(), (0,external_node_os_.endianness)()),
        cpus: (0,external_node_os_.availableParallelism)(),
        memoryBytes: readAvailableMemory(),
    };
}
/** Go's name of an architecture that Node names. Node has one name, `ppc64`, for both byte orders. */
function goArch(name, order) {
    if (name === "ppc64" && order === "LE")
        return "ppc64le";
    return GO_ARCH[name] ?? name;
}

// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 2 modules
var exec = __nccwpck_require__(75260);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util = __nccwpck_require__(90);
;// CONCATENATED MODULE: ./build/host/output.js
const LINE_FEED = 10;
/**
 * Gathers what a child prints. `output` joins the streams line by line, in the order in which lines were completed, so that
 * neither a line nor a character of several bytes is ever torn by the other stream. Bytes are decoded once, as UTF-8.
 *
 * `onLine` is called for each line without its line end (`\n` or `\r\n`); a last line without one comes with finish().
 */
function makeOutputCollector(onLine) {
    const joined = [];
    const streams = { stdout: makeStream(), stderr: makeStream() };
    function complete(lines) {
        joined.push(lines);
        if (onLine === undefined)
            return;
        const text = lines.toString("utf8");
        for (const line of (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n")) {
            onLine(line.endsWith("\r") ? line.slice(0, -1) : line);
        }
    }
    return {
        add(name, chunk) {
            const stream = streams[name];
            stream.all.push(chunk);
            const end = chunk.lastIndexOf(LINE_FEED) + 1;
            if (end === 0) {
                stream.open.push(chunk);
                return;
            }
            complete(Buffer.concat([...stream.open, chunk.subarray(0, end)]));
            stream.open = end < chunk.length ? [chunk.subarray(end)] : [];
        },
        finish() {
            for (const stream of [streams.stdout, streams.stderr]) {
                if (stream.open.length > 0)
                    complete(Buffer.concat(stream.open));
                stream.open = [];
            }
            const stdout = decode(streams.stdout.all);
            const stderr = decode(streams.stderr.all);
            // The joined text is only made where both streams have spoken: it would double the memory of a large answer.
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





/** For how long the streams may stay open after the child itself has ended, held by something it left behind. */
const STREAM_PATIENCE = 3000;
/** For how long a child that was asked to end may put its files in order. */
const STOP_PATIENCE = 1000;
/** What a child may print to each stream; V8 holds no string of more than 512 MiB. */
const OUTPUT_LIMIT = 256 * 2 ** 20;
/** Linux: MAX_ARG_STRLEN, and a quarter of the usual 8 MiB stack less some room (execve(2), "Limits on size"). */
const WORD_LIMIT = 131_071;
const WORDS_LIMIT = 2_000_000;
/**
 * Children by way of @actions/exec: without a shell, silently, with their input closed where there is none.
 *
 * `environment` is what children get that bring none of their own, and whose PATH `find` looks through. `everyone` is the
 * family that endAll ends, for a host that starts children in other ways too.
 */
function makeProcesses(environment, everyone = makeRootFamily(environment)) {
    return {
        run: (command) => run(command, environment, everyone),
        find: (name) => findOnPath(name, environment),
        endAll: () => endFamily(everyone),
    };
}
async function run(command, hostEnvironment, everyone) {
    const environment = command.environment ?? hostEnvironment;
    const directory = (0,external_node_path_.resolve)(command.directory ?? ".");
    const family = makeFamily(everyone);
    const variables = { ...definedVariables(environment), [FAMILY_VARIABLE]: family.mark };
    checkWords(command, variables);
    const file = await findFile(command.file, directory, environment);
    if (hasEnded(family))
        throw new Error(`${describe(command)}: the run is ending and starts nothing more`);
    const limited = watchOutput(command, family);
    const timer = startTimer(command.timeoutSeconds, () => endFamily(family));
    const stopping = heedStop(command.stop, family);
    const started = performance.now();
    try {
        const exitCode = await runInFamily(family, () => start({ file, directory, variables, command, add: limited.add }));
        const seconds = (performance.now() - started) / 1000;
        const output = limited.finish();
        return { ...describeEnding(timer.rang(), exitCode), ...output, seconds };
    }
    finally {
        timer.stop();
        stopping.cease();
    }
}
/** The exit code, or null after a signal, which @actions/exec passes on although its type does not say so. */
async function start({ file, directory, variables, command, add }) {
    try {
        return await (0,exec/* exec */.m)(quoteForExec(file), [...command.args], {
            cwd: directory,
            env: variables,
            // Always given, since @actions/exec leaves the child's standard input open where there is none.
            input: Buffer.from(command.input ?? "", "utf8"),
            silent: true,
            ignoreReturnCode: true,
            delay: STREAM_PATIENCE,
            listeners: { stdout: (chunk) => add("stdout", chunk), stderr: (chunk) => add("stderr", chunk) },
        });
    }
    catch (cause) {
        throw new Error(`${describe(command)}: ${reasonOf(cause)}`, { cause });
    }
}
function describeEnding(timedOut, exitCode) {
    if (timedOut)
        return { ending: "timeout", exitCode: undefined };
    if (exitCode === null)
        return { ending: "signal", exitCode: undefined };
    return { ending: "exit", exitCode };
}
/** Collects output; a child that prints without measure, or a listener that throws, ends the child and fails the run. */
function watchOutput(command, family) {
    const collector = makeOutputCollector(command.onLine);
    let bytes = 0;
    let failure;
    let finished = false;
    return {
        add(stream, chunk) {
            if (finished || failure !== undefined)
                return;
            try {
                bytes += chunk.length;
                if (bytes > OUTPUT_LIMIT)
                    throw new Error(`"${command.file}" printed more than ${OUTPUT_LIMIT / 2 ** 20} MiB`);
                collector.add(stream, chunk);
            }
            catch (error) {
                failure = error;
                endFamily(family);
            }
        },
        finish() {
            finished = true;
            if (failure !== undefined)
                throw failure;
            return collector.finish();
        },
    };
}
function startTimer(seconds, onEnd) {
    let rang = false;
    if (seconds === undefined)
        return { rang: () => rang, stop: () => { } };
    const timer = setTimeout(() => {
        rang = true;
        onEnd();
    }, Math.min(seconds * 1000, 2 ** 31 - 1));
    return { rang: () => rang, stop: () => clearTimeout(timer) };
}
function heedStop(stop, family) {
    let force;
    const ask = () => {
        askToEnd(family);
        force = setTimeout(() => endFamily(family), STOP_PATIENCE);
    };
    if (stop?.aborted === true)
        endFamily(family);
    stop?.addEventListener("abort", ask, { once: true });
    return {
        cease() {
            stop?.removeEventListener("abort", ask);
            clearTimeout(force);
        },
    };
}
/**
 * The absolute path of what is to be run. A bare name is looked for on PATH alone, never in the current directory; a path
 * is relative to the command's directory.
 */
async function findFile(file, directory, environment) {
    if (file.includes("/") || (0,external_node_path_.isAbsolute)(file)) {
        const found = await (0,io_util/* tryGetExecutablePath */.vr)((0,external_node_path_.resolve)(directory, file), extensions(environment));
        if (found)
            return found;
        throw new Error(`cannot start "${file}": no executable file there`);
    }
    const found = await findOnPath(file, environment);
    if (found !== undefined)
        return found;
    throw new Error(`cannot start "${file}": not found on PATH`);
}
async function findOnPath(name, environment) {
    if (name === "" || name.includes("/"))
        return undefined;
    const path = environment["PATH"] ?? "";
    // Empty and relative entries would mean the current directory: a checkout must not bring its own `go`.
    for (const directory of path.split(process.platform === "win32" ? ";" : ":").filter(external_node_path_.isAbsolute)) {
        const found = await (0,io_util/* tryGetExecutablePath */.vr)((0,external_node_path_.join)(directory, name), extensions(environment));
        if (found)
            return found;
    }
    return undefined;
}
function extensions(environment) {
    return process.platform === "win32" ? (environment["PATHEXT"] ?? "").split(";").filter((one) => one !== "") : [];
}
/**
 * A file as the first word of the command line that @actions/exec parses. It drops `"`, splits at spaces, keeps a backslash
 * outside quotes and doubles one inside them, and trims the last word; the space at the end makes this word not the last.
 */
function quoteForExec(file) {
    return `${file.replace(/["\s]/g, (character) => (character === '"' ? '"\\""' : `"${character}"`))} `;
}
/** Throws on what Node would throw for in the midst of @actions/exec, where nothing could catch it. */
function checkWords(command, variables) {
    const words = [
        command.file,
        ...command.args,
        ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    ];
    if ([...words, command.directory ?? ""].some((word) => word.includes("\0"))) {
        throw new Error(`${describe(command)}: a word of the command or of its environment has a NUL in it`);
    }
    const sizes = words.map((word) => Buffer.byteLength(word) + 1);
    const total = sizes.reduce((sum, size) => sum + size + 8, 0);
    if (process.platform === "linux" && (sizes.some((size) => size > WORD_LIMIT) || total > WORDS_LIMIT)) {
        throw new Error(`${describe(command)}: the command or its environment is too long for the system`);
    }
}
function describe(command) {
    return `cannot start "${command.file}"`;
}
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}
function definedVariables(environment) {
    return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

;// CONCATENATED MODULE: ./build/host/tools.js





/**
 * The tools under a directory, in @actions/tool-cache's layout, so that other steps and a self-hosted machine's upkeep
 * know them. Tools are made in their final place and then declared complete: the library's own cacheDir would copy
 * hundreds of megabytes. The library is loaded when tools are first looked for, since it takes longer to load than all else.
 *
 * All paths are real ones: gcc resolves links on its way to its own headers, and a path that it finds so would be none of
 * those that are kept out of binaries (-ffile-prefix-map).
 * @param directory The tool cache; the library reads the same path from RUNNER_TOOL_CACHE. It need not be there yet.
 */
function makeToolStore(directory) {
    const real = resolveLinks(directory);
    const place = (tool, version) => (0,external_node_path_.join)(real, tool, version, (0,external_node_os_.arch)());
    process.env["RUNNER_TOOL_CACHE"] = real;
    return {
        find: async (tool) => {
            const library = await Promise.all(/* import() */[__nccwpck_require__.e(838), __nccwpck_require__.e(88), __nccwpck_require__.e(805)]).then(__nccwpck_require__.bind(__nccwpck_require__, 59805));
            return hearClient(() => { }, () => library
                .findAllVersions(tool, (0,external_node_os_.arch)())
                .map((version) => library.find(tool, version, (0,external_node_os_.arch)()))
                .filter((found) => found !== ""));
        },
        directory: place,
        complete: (tool, version) => (0,promises_.writeFile)(`${place(tool, version)}.complete`, ""),
    };
}
/** The real path, of which the last parts need not exist. */
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










const DEADLINES = { restoreSeconds: 120, saveSeconds: 300, uploadSeconds: 600 };
/**
 * The host on a GitHub runner. `environment` is a copy of the process's own, since the published clients read that
 * themselves. Throws where a variable is missing that every runner sets.
 */
async function makeGithubHost(environment, deadlines = {}) {
    const [workspace, temporary, toolDirectory] = requireVariables(environment);
    const scratchDirectory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temporary, "cgo-cross-"));
    const waits = { ...DEADLINES, ...deadlines };
    const everyone = makeRootFamily(environment);
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
        processes: makeProcesses(environment, everyone),
        cache: makeGithubCache(environment, everyone, waits),
        artifacts: makeGithubArtifacts(waits),
        job: makeGithubJob(environment),
    };
}
const REQUIRED = ["GITHUB_WORKSPACE", "RUNNER_TEMP", "RUNNER_TOOL_CACHE"];
function requireVariables(environment) {
    const [workspace, temporary, tools] = REQUIRED.map((name) => environment[name] || undefined);
    if (workspace !== undefined && temporary !== undefined && tools !== undefined)
        return [workspace, temporary, tools];
    const missing = REQUIRED.filter((name) => !environment[name]).join(", ");
    throw new Error(`not on a GitHub runner: ${missing} not set; the command line (cgo-cross) runs anywhere`);
}
/** A job's values go to the runner by way of @actions/core, which is loaded for the first of them. */
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
            // Older servers have no summaries, and a report nobody can see is no reason to fail.
            if (!hasSummary)
                return;
            const { summary } = await __nccwpck_require__.e(/* import() */ 838).then(__nccwpck_require__.bind(__nccwpck_require__, 33838));
            await summary.emptyBuffer().addRaw(markdown).write({ overwrite: true });
        },
    };
}

;// CONCATENATED MODULE: ./build/inputs/variables.js

/**
 * The inputs of a step as the runner hands them on: `INPUT_` and the name in capitals, hyphens kept. Variables of that
 * kind which belong to no input are left alone: a workflow may have set them itself, and the runner warns of misspelt
 * inputs. Source: actions/runner, ActionRunner.cs, and actions/toolkit, getInput.
 */
function rawFromVariables(environment) {
    const raw = {};
    for (const { name } of inputDefinitions) {
        const text = environment[`INPUT_${name.toUpperCase()}`];
        if (text !== undefined) {
            raw[name] = text;
        }
    }
    return raw;
}

;// CONCATENATED MODULE: ./build/report/terminal.js





/** Lines of a failed target's log, from its end: the whole of it has been printed already. */
const terminal_logLines = 20;
/** A message is a sentence; what is longer than this is a program's output that got into it. */
const terminal_longestMessage = 2000;
/**
 * The same report as the summary for a terminal: a sentence, a table that fits the width, why each target failed, and
 * where the files are. Every line is at most `columns` characters, but for paths, which are never broken.
 */
function describeTerminal(result, style) {
    const columns = Math.max(20, style.columns);
    const page = { columns, paint: style.colour ? coloured : terminal_plain };
    const blocks = [
        headlineBlock(result, page),
        terminal_tableBlock(describeTable(result), page),
        ...failedTargets(result).map((target) => terminal_failureBlock(target, page)),
        result.failures.flatMap((failure) => marked({ mark: marks.bad, tone: "bad" }, failure, page)),
        terminal_notesBlock(result, page),
        fileBlock(result),
    ];
    return blocks
        .filter((block) => block.length > 0)
        .flatMap((block, index) => (index === 0 ? block : ["", ...block]))
        .map((line) => line.trimEnd());
}
/** SGR parameters of ECMA-48: green, red, faint, yellow, bold. */
const sgr = { good: 32, bad: 31, none: 2, warning: 33, strong: 1 };
function coloured(text, tone) {
    return `\u001B[${sgr[tone]}m${text}\u001B[0m`;
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
    proof: "PROOF",
    run: "RUN",
    toolchain: "TOOLCHAIN",
};
/** What is done where a table is too wide, one after the other. The target always stays. */
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
    { column: "proof", change: "out" },
];
const gap = "  ";
function terminal_tableBlock(table, { columns, paint }) {
    if (table.rows.length === 0) {
        return [];
    }
    const shown = fittingColumns(table, columns);
    const header = shown.map((column) => terminal_aligned(terminal_titles[column.name], column)).join(gap);
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
    return { name, short, width: Math.max(terminal_titles[name].length, ...texts.map(width)) };
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
    const text = terminal_aligned(cellText(line, column.short), column);
    return mark === undefined ? text : text.replace(marks[mark], (character) => paint(character, mark));
}
function cellText({ mark, text, short }, wantShort) {
    const words = wantShort ? short : text;
    return mark === undefined ? words : `${marks[mark]} ${words}`;
}
function terminal_aligned(text, { name, width: space }) {
    const fitting = width(text) > space ? `${[...text].slice(0, space - 1).join("")}…` : text;
    const padding = " ".repeat(space - width(fitting));
    return name === "size" || name === "time" ? padding + fitting : fitting + padding;
}
function width(text) {
    return [...text].length;
}
function terminal_failureBlock(target, page) {
    const { failure } = target;
    const space = page.columns - 4;
    const message = wrapped(shortened(failure.message, terminal_longestMessage), space);
    const log = plainLines(failure.log)
        .slice(-terminal_logLines)
        .flatMap((line) => chopped(line, space));
    return [
        ...marked({ mark: marks.bad, tone: "bad", strong: true }, describeFailureTitle(target), page),
        ...[...message, ...(log.length > 0 ? ["", ...log] : [])].map((line) => `  ${page.paint("│", "none")} ${line}`),
    ];
}
function terminal_notesBlock(result, page) {
    const warnings = result.warnings.map((warning) => ["warning", `warning: ${warning}`]);
    const notes = describeNotes(result).map(({ targets, text }) => ["none", `${targets.join(", ")}: ${text}`]);
    return [...warnings, ...notes].flatMap(([tone, text]) => marked({ mark: "!", tone }, text, page));
}
/** A text after a mark, its further lines under its first. */
function marked({ mark, tone, strong }, text, { columns, paint }) {
    return wrapped(text, columns - 2).map((line, index) => {
        const words = strong ? paint(line, "strong") : line;
        return `${index === 0 ? paint(mark, tone) : " "} ${words}`;
    });
}
function fileBlock(result) {
    const built = result.targets.some(({ outcome }) => outcome.kind === "passed" && outcome.binaries.length > 0);
    const { artifacts } = result;
    const uploaded = byteSize(artifacts.reduce((sum, { bytes }) => sum + bytes, 0));
    const lines = [
        ["files", built ? result.outDir : undefined],
        ["checksums", result.checksums],
        ["manifest", result.manifest],
        ["artifacts", artifacts.length > 0 ? `${artifacts.length}, ${uploaded}` : undefined],
    ];
    return lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(9)}  ${plainText(value)}`]));
}
/** A text as lines of at most `columns` characters, broken between words where there is a gap to break at. */
function wrapped(text, columns) {
    const lines = [];
    let line = "";
    for (const word of plainText(text).split(" ")) {
        const longer = line === "" ? word : `${line} ${word}`;
        if (width(longer) <= columns) {
            line = longer;
            continue;
        }
        const pieces = chopped(word, columns);
        lines.push(...(line === "" ? [] : [line]), ...pieces.slice(0, -1));
        line = pieces.at(-1) ?? "";
    }
    // The runner takes `::` at a line's start, blanks aside, as a command of its own, and these are words from outside.
    return [...lines, line].map((each) => each.replace(/^::/, "∷"));
}
/** A text in pieces of at most `columns` characters; nothing is lost. */
function chopped(text, columns) {
    const characters = [...text];
    const count = Math.max(1, Math.ceil(characters.length / columns));
    return Array.from({ length: count }, (_, index) => characters.slice(index * columns, (index + 1) * columns).join(""));
}

;// CONCATENATED MODULE: ./build/action.js






/** The entry that the runner starts: inputs from its variables, results to its files. */
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
main().then(endWith, (error) => {
    console.error(error);
    return endWith(1);
});

