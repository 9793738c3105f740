/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["unpark-report"] || ($protobuf.roots["unpark-report"] = {});

export const unpark = $root.unpark = (() => {

    const unpark = {};

    unpark.report = (function() {

        const report = {};

        report.Report = (function() {

            const Report = function (properties) {
                this.strings = [];
                this.functionName = [];
                this.functionFile = [];
                this.functionBase = [];
                this.functionOrigin = [];
                this.frameFunction = [];
                this.frameLine = [];
                this.frameInlined = [];
                this.stackCaller = [];
                this.stackFrame = [];
                this.fileName = [];
                this.fileForm = [];
                this.fileTime = [];
                this.snapshotTotal = [];
                this.findings = [];
                this.explanation = [];
                this.notices = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Report.prototype.strings = $util.emptyArray;
            Report.prototype.functionName = $util.emptyArray;
            Report.prototype.functionFile = $util.emptyArray;
            Report.prototype.functionBase = $util.emptyArray;
            Report.prototype.functionOrigin = $util.emptyArray;
            Report.prototype.frameFunction = $util.emptyArray;
            Report.prototype.frameLine = $util.emptyArray;
            Report.prototype.frameInlined = $util.emptyArray;
            Report.prototype.stackCaller = $util.emptyArray;
            Report.prototype.stackFrame = $util.emptyArray;
            Report.prototype.created = 0;
            Report.prototype.program = 0;
            Report.prototype.goVersion = 0;
            Report.prototype.buildId = 0;
            Report.prototype.fileName = $util.emptyArray;
            Report.prototype.fileForm = $util.emptyArray;
            Report.prototype.fileTime = $util.emptyArray;
            Report.prototype.snapshotTotal = $util.emptyArray;
            Report.prototype.perMinute = null;
            Report.prototype.doublingMinutes = null;
            Report.prototype.trendRefused = 0;
            Report.prototype.survivors = null;
            Report.prototype.groupsGrown = 0;
            Report.prototype.findings = $util.emptyArray;
            Report.prototype.harmlessGroups = 0;
            Report.prototype.harmlessGoroutines = 0;
            Report.prototype.explanation = $util.emptyArray;
            Report.prototype.notices = $util.emptyArray;
            Report.prototype.omittedFindings = 0;
            Report.prototype.omittedGoroutines = 0;
            Report.prototype.omittedKinds = 0;

            Report.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.strings != null && message.strings.length)
                    for (let i = 0; i < message.strings.length; ++i)
                        writer.uint32(10).string(message.strings[i]);
                if (message.functionName != null && message.functionName.length)
                    writer.uint32(18).uint32s(message.functionName);
                if (message.functionFile != null && message.functionFile.length)
                    writer.uint32(26).uint32s(message.functionFile);
                if (message.functionBase != null && message.functionBase.length)
                    writer.uint32(34).uint32s(message.functionBase);
                if (message.functionOrigin != null && message.functionOrigin.length)
                    writer.uint32(42).uint32s(message.functionOrigin);
                if (message.frameFunction != null && message.frameFunction.length)
                    writer.uint32(50).uint32s(message.frameFunction);
                if (message.frameLine != null && message.frameLine.length)
                    writer.uint32(58).uint32s(message.frameLine);
                if (message.frameInlined != null && message.frameInlined.length)
                    writer.uint32(66).uint32s(message.frameInlined);
                if (message.stackCaller != null && message.stackCaller.length)
                    writer.uint32(74).uint32s(message.stackCaller);
                if (message.stackFrame != null && message.stackFrame.length)
                    writer.uint32(82).uint32s(message.stackFrame);
                if (message.created != null && $Object.hasOwnProperty.call(message, "created") && !$Object.is(message.created, 0))
                    writer.uint32(89).double(message.created);
                if (message.program != null && $Object.hasOwnProperty.call(message, "program") && message.program !== 0)
                    writer.uint32(96).uint32(message.program);
                if (message.goVersion != null && $Object.hasOwnProperty.call(message, "goVersion") && message.goVersion !== 0)
                    writer.uint32(104).uint32(message.goVersion);
                if (message.buildId != null && $Object.hasOwnProperty.call(message, "buildId") && message.buildId !== 0)
                    writer.uint32(112).uint32(message.buildId);
                if (message.fileName != null && message.fileName.length)
                    writer.uint32(122).uint32s(message.fileName);
                if (message.fileForm != null && message.fileForm.length)
                    writer.uint32(130).uint32s(message.fileForm);
                if (message.fileTime != null && message.fileTime.length)
                    writer.uint32(138).sint32s(message.fileTime);
                if (message.snapshotTotal != null && message.snapshotTotal.length)
                    writer.uint32(146).doubles(message.snapshotTotal);
                if (message.perMinute != null && $Object.hasOwnProperty.call(message, "perMinute"))
                    $root.unpark.report.Quantity.encode(message.perMinute, writer.uint32(154).fork(), _depth + 1).ldelim();
                if (message.doublingMinutes != null && $Object.hasOwnProperty.call(message, "doublingMinutes"))
                    $root.unpark.report.Quantity.encode(message.doublingMinutes, writer.uint32(162).fork(), _depth + 1).ldelim();
                if (message.trendRefused != null && $Object.hasOwnProperty.call(message, "trendRefused") && message.trendRefused !== 0)
                    writer.uint32(168).uint32(message.trendRefused);
                if (message.survivors != null && $Object.hasOwnProperty.call(message, "survivors"))
                    $root.unpark.report.Quantity.encode(message.survivors, writer.uint32(178).fork(), _depth + 1).ldelim();
                if (message.groupsGrown != null && $Object.hasOwnProperty.call(message, "groupsGrown") && !$Object.is(message.groupsGrown, 0))
                    writer.uint32(185).double(message.groupsGrown);
                if (message.findings != null && message.findings.length)
                    for (let i = 0; i < message.findings.length; ++i)
                        $root.unpark.report.Finding.encode(message.findings[i], writer.uint32(194).fork(), _depth + 1).ldelim();
                if (message.harmlessGroups != null && $Object.hasOwnProperty.call(message, "harmlessGroups") && !$Object.is(message.harmlessGroups, 0))
                    writer.uint32(201).double(message.harmlessGroups);
                if (message.harmlessGoroutines != null && $Object.hasOwnProperty.call(message, "harmlessGoroutines") && !$Object.is(message.harmlessGoroutines, 0))
                    writer.uint32(209).double(message.harmlessGoroutines);
                if (message.explanation != null && message.explanation.length)
                    for (let i = 0; i < message.explanation.length; ++i)
                        $root.unpark.report.Text.encode(message.explanation[i], writer.uint32(218).fork(), _depth + 1).ldelim();
                if (message.notices != null && message.notices.length)
                    for (let i = 0; i < message.notices.length; ++i)
                        $root.unpark.report.Text.encode(message.notices[i], writer.uint32(226).fork(), _depth + 1).ldelim();
                if (message.omittedFindings != null && $Object.hasOwnProperty.call(message, "omittedFindings") && !$Object.is(message.omittedFindings, 0))
                    writer.uint32(233).double(message.omittedFindings);
                if (message.omittedGoroutines != null && $Object.hasOwnProperty.call(message, "omittedGoroutines") && !$Object.is(message.omittedGoroutines, 0))
                    writer.uint32(241).double(message.omittedGoroutines);
                if (message.omittedKinds != null && $Object.hasOwnProperty.call(message, "omittedKinds") && message.omittedKinds !== 0)
                    writer.uint32(248).uint32(message.omittedKinds);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Report.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.unpark.report.Report();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.strings && message.strings.length))
                                message.strings = [];
                            message.strings.push(reader.stringVerify());
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.functionName && message.functionName.length))
                                    message.functionName = [];
                                reader.uint32s(message.functionName);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.functionName && message.functionName.length))
                                message.functionName = [];
                            message.functionName.push(reader.uint32());
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.functionFile && message.functionFile.length))
                                    message.functionFile = [];
                                reader.uint32s(message.functionFile);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.functionFile && message.functionFile.length))
                                message.functionFile = [];
                            message.functionFile.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.functionBase && message.functionBase.length))
                                    message.functionBase = [];
                                reader.uint32s(message.functionBase);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.functionBase && message.functionBase.length))
                                message.functionBase = [];
                            message.functionBase.push(reader.uint32());
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.functionOrigin && message.functionOrigin.length))
                                    message.functionOrigin = [];
                                reader.uint32s(message.functionOrigin);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.functionOrigin && message.functionOrigin.length))
                                message.functionOrigin = [];
                            message.functionOrigin.push(reader.uint32());
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.frameFunction && message.frameFunction.length))
                                    message.frameFunction = [];
                                reader.uint32s(message.frameFunction);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.frameFunction && message.frameFunction.length))
                                message.frameFunction = [];
                            message.frameFunction.push(reader.uint32());
                            continue;
                        }
                    case 7: {
                            if (wireType === 2) {
                                if (!(message.frameLine && message.frameLine.length))
                                    message.frameLine = [];
                                reader.uint32s(message.frameLine);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.frameLine && message.frameLine.length))
                                message.frameLine = [];
                            message.frameLine.push(reader.uint32());
                            continue;
                        }
                    case 8: {
                            if (wireType === 2) {
                                if (!(message.frameInlined && message.frameInlined.length))
                                    message.frameInlined = [];
                                reader.uint32s(message.frameInlined);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.frameInlined && message.frameInlined.length))
                                message.frameInlined = [];
                            message.frameInlined.push(reader.uint32());
                            continue;
                        }
                    case 9: {
                            if (wireType === 2) {
                                if (!(message.stackCaller && message.stackCaller.length))
                                    message.stackCaller = [];
                                reader.uint32s(message.stackCaller);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.stackCaller && message.stackCaller.length))
                                message.stackCaller = [];
                            message.stackCaller.push(reader.uint32());
                            continue;
                        }
                    case 10: {
                            if (wireType === 2) {
                                if (!(message.stackFrame && message.stackFrame.length))
                                    message.stackFrame = [];
                                reader.uint32s(message.stackFrame);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.stackFrame && message.stackFrame.length))
                                message.stackFrame = [];
                            message.stackFrame.push(reader.uint32());
                            continue;
                        }
                    case 11: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.created = value;
                            else
                                delete message.created;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.program = value;
                            else
                                delete message.program;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.goVersion = value;
                            else
                                delete message.goVersion;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.buildId = value;
                            else
                                delete message.buildId;
                            continue;
                        }
                    case 15: {
                            if (wireType === 2) {
                                if (!(message.fileName && message.fileName.length))
                                    message.fileName = [];
                                reader.uint32s(message.fileName);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.fileName && message.fileName.length))
                                message.fileName = [];
                            message.fileName.push(reader.uint32());
                            continue;
                        }
                    case 16: {
                            if (wireType === 2) {
                                if (!(message.fileForm && message.fileForm.length))
                                    message.fileForm = [];
                                reader.uint32s(message.fileForm);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.fileForm && message.fileForm.length))
                                message.fileForm = [];
                            message.fileForm.push(reader.uint32());
                            continue;
                        }
                    case 17: {
                            if (wireType === 2) {
                                if (!(message.fileTime && message.fileTime.length))
                                    message.fileTime = [];
                                reader.sint32s(message.fileTime);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.fileTime && message.fileTime.length))
                                message.fileTime = [];
                            message.fileTime.push(reader.sint32());
                            continue;
                        }
                    case 18: {
                            if (wireType === 2) {
                                if (!(message.snapshotTotal && message.snapshotTotal.length))
                                    message.snapshotTotal = [];
                                reader.doubles(message.snapshotTotal);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.snapshotTotal && message.snapshotTotal.length))
                                message.snapshotTotal = [];
                            message.snapshotTotal.push(reader.double());
                            continue;
                        }
                    case 19: {
                            if (wireType !== 2)
                                break;
                            message.perMinute = $root.unpark.report.Quantity.decode(reader, reader.size(), $undefined, _depth + 1, message.perMinute);
                            continue;
                        }
                    case 20: {
                            if (wireType !== 2)
                                break;
                            message.doublingMinutes = $root.unpark.report.Quantity.decode(reader, reader.size(), $undefined, _depth + 1, message.doublingMinutes);
                            continue;
                        }
                    case 21: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.trendRefused = value;
                            else
                                delete message.trendRefused;
                            continue;
                        }
                    case 22: {
                            if (wireType !== 2)
                                break;
                            message.survivors = $root.unpark.report.Quantity.decode(reader, reader.size(), $undefined, _depth + 1, message.survivors);
                            continue;
                        }
                    case 23: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.groupsGrown = value;
                            else
                                delete message.groupsGrown;
                            continue;
                        }
                    case 24: {
                            if (wireType !== 2)
                                break;
                            if (!(message.findings && message.findings.length))
                                message.findings = [];
                            message.findings.push($root.unpark.report.Finding.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 25: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.harmlessGroups = value;
                            else
                                delete message.harmlessGroups;
                            continue;
                        }
                    case 26: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.harmlessGoroutines = value;
                            else
                                delete message.harmlessGoroutines;
                            continue;
                        }
                    case 27: {
                            if (wireType !== 2)
                                break;
                            if (!(message.explanation && message.explanation.length))
                                message.explanation = [];
                            message.explanation.push($root.unpark.report.Text.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 28: {
                            if (wireType !== 2)
                                break;
                            if (!(message.notices && message.notices.length))
                                message.notices = [];
                            message.notices.push($root.unpark.report.Text.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 29: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.omittedFindings = value;
                            else
                                delete message.omittedFindings;
                            continue;
                        }
                    case 30: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.omittedGoroutines = value;
                            else
                                delete message.omittedGoroutines;
                            continue;
                        }
                    case 31: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.omittedKinds = value;
                            else
                                delete message.omittedKinds;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Report;
        })();

        report.Quantity = (function() {

            const Quantity = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Quantity.prototype.milli = 0;
            Quantity.prototype.wide = 0;
            Quantity.prototype.isWide = false;

            Quantity.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.milli != null && $Object.hasOwnProperty.call(message, "milli") && message.milli !== 0)
                    writer.uint32(8).sint32(message.milli);
                if (message.wide != null && $Object.hasOwnProperty.call(message, "wide") && !$Object.is(message.wide, 0))
                    writer.uint32(17).double(message.wide);
                if (message.isWide != null && $Object.hasOwnProperty.call(message, "isWide") && message.isWide !== false)
                    writer.uint32(24).bool(message.isWide);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Quantity.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.unpark.report.Quantity();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.sint32())
                                message.milli = value;
                            else
                                delete message.milli;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.wide = value;
                            else
                                delete message.wide;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isWide = value;
                            else
                                delete message.isWide;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Quantity;
        })();

        report.Text = (function() {

            const Text = function (properties) {
                this.numbers = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Text.prototype.template = 0;
            Text.prototype.numbers = $util.emptyArray;

            Text.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.template != null && $Object.hasOwnProperty.call(message, "template") && message.template !== 0)
                    writer.uint32(8).uint32(message.template);
                if (message.numbers != null && message.numbers.length)
                    writer.uint32(18).uint32s(message.numbers);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Text.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.unpark.report.Text();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.template = value;
                            else
                                delete message.template;
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.numbers && message.numbers.length))
                                    message.numbers = [];
                                reader.uint32s(message.numbers);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.numbers && message.numbers.length))
                                message.numbers = [];
                            message.numbers.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Text;
        })();

        report.Finding = (function() {

            const Finding = function (properties) {
                this.count = [];
                this.countWide = [];
                this.evidence = [];
                this.evidenceFor = [];
                this.labels = [];
                this.goroutineIds = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Finding.prototype.rule = 0;
            Finding.prototype.pattern = 0;
            Finding.prototype.title = null;
            Finding.prototype.confidence = 0;
            Finding.prototype.source = 0;
            Finding.prototype.state = 0;
            Finding.prototype.wait = 0;
            Finding.prototype.isWaitInferred = false;
            Finding.prototype["function"] = 0;
            Finding.prototype.functionText = 0;
            Finding.prototype.root = 0;
            Finding.prototype.rootText = 0;
            Finding.prototype.creator = 0;
            Finding.prototype.creatorGoroutine = 0;
            Finding.prototype.count = $util.emptyArray;
            Finding.prototype.countWide = $util.emptyArray;
            Finding.prototype.isBytes = false;
            Finding.prototype.growthPerMinute = null;
            Finding.prototype.oldestMinutes = null;
            Finding.prototype.stack = 0;
            Finding.prototype.evidence = $util.emptyArray;
            Finding.prototype.evidenceFor = $util.emptyArray;
            Finding.prototype.fix = 0;
            Finding.prototype.reference = 0;
            Finding.prototype.labels = $util.emptyArray;
            Finding.prototype.goroutineIds = $util.emptyArray;

            Finding.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.rule != null && $Object.hasOwnProperty.call(message, "rule") && message.rule !== 0)
                    writer.uint32(8).uint32(message.rule);
                if (message.pattern != null && $Object.hasOwnProperty.call(message, "pattern") && message.pattern !== 0)
                    writer.uint32(16).uint32(message.pattern);
                if (message.title != null && $Object.hasOwnProperty.call(message, "title"))
                    $root.unpark.report.Text.encode(message.title, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.confidence != null && $Object.hasOwnProperty.call(message, "confidence") && message.confidence !== 0)
                    writer.uint32(32).uint32(message.confidence);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== 0)
                    writer.uint32(40).uint32(message.source);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                    writer.uint32(48).uint32(message.state);
                if (message.wait != null && $Object.hasOwnProperty.call(message, "wait") && message.wait !== 0)
                    writer.uint32(56).uint32(message.wait);
                if (message.isWaitInferred != null && $Object.hasOwnProperty.call(message, "isWaitInferred") && message.isWaitInferred !== false)
                    writer.uint32(64).bool(message.isWaitInferred);
                if (message["function"] != null && $Object.hasOwnProperty.call(message, "function") && message["function"] !== 0)
                    writer.uint32(72).uint32(message["function"]);
                if (message.functionText != null && $Object.hasOwnProperty.call(message, "functionText") && message.functionText !== 0)
                    writer.uint32(80).uint32(message.functionText);
                if (message.root != null && $Object.hasOwnProperty.call(message, "root") && message.root !== 0)
                    writer.uint32(88).uint32(message.root);
                if (message.rootText != null && $Object.hasOwnProperty.call(message, "rootText") && message.rootText !== 0)
                    writer.uint32(96).uint32(message.rootText);
                if (message.creator != null && $Object.hasOwnProperty.call(message, "creator") && message.creator !== 0)
                    writer.uint32(104).uint32(message.creator);
                if (message.creatorGoroutine != null && $Object.hasOwnProperty.call(message, "creatorGoroutine") && !$Object.is(message.creatorGoroutine, 0))
                    writer.uint32(113).double(message.creatorGoroutine);
                if (message.count != null && message.count.length)
                    writer.uint32(122).sint32s(message.count);
                if (message.countWide != null && message.countWide.length)
                    writer.uint32(130).doubles(message.countWide);
                if (message.isBytes != null && $Object.hasOwnProperty.call(message, "isBytes") && message.isBytes !== false)
                    writer.uint32(136).bool(message.isBytes);
                if (message.growthPerMinute != null && $Object.hasOwnProperty.call(message, "growthPerMinute"))
                    $root.unpark.report.Quantity.encode(message.growthPerMinute, writer.uint32(146).fork(), _depth + 1).ldelim();
                if (message.oldestMinutes != null && $Object.hasOwnProperty.call(message, "oldestMinutes"))
                    $root.unpark.report.Quantity.encode(message.oldestMinutes, writer.uint32(154).fork(), _depth + 1).ldelim();
                if (message.stack != null && $Object.hasOwnProperty.call(message, "stack") && message.stack !== 0)
                    writer.uint32(160).uint32(message.stack);
                if (message.evidence != null && message.evidence.length)
                    for (let i = 0; i < message.evidence.length; ++i)
                        $root.unpark.report.Text.encode(message.evidence[i], writer.uint32(170).fork(), _depth + 1).ldelim();
                if (message.evidenceFor != null && message.evidenceFor.length)
                    writer.uint32(178).uint32s(message.evidenceFor);
                if (message.fix != null && $Object.hasOwnProperty.call(message, "fix") && message.fix !== 0)
                    writer.uint32(184).uint32(message.fix);
                if (message.reference != null && $Object.hasOwnProperty.call(message, "reference") && message.reference !== 0)
                    writer.uint32(192).uint32(message.reference);
                if (message.labels != null && message.labels.length)
                    writer.uint32(202).uint32s(message.labels);
                if (message.goroutineIds != null && message.goroutineIds.length)
                    writer.uint32(210).doubles(message.goroutineIds);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Finding.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.unpark.report.Finding();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rule = value;
                            else
                                delete message.rule;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.pattern = value;
                            else
                                delete message.pattern;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.title = $root.unpark.report.Text.decode(reader, reader.size(), $undefined, _depth + 1, message.title);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.confidence = value;
                            else
                                delete message.confidence;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.source = value;
                            else
                                delete message.source;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.wait = value;
                            else
                                delete message.wait;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isWaitInferred = value;
                            else
                                delete message.isWaitInferred;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message["function"] = value;
                            else
                                delete message["function"];
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.functionText = value;
                            else
                                delete message.functionText;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.root = value;
                            else
                                delete message.root;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rootText = value;
                            else
                                delete message.rootText;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.creator = value;
                            else
                                delete message.creator;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.creatorGoroutine = value;
                            else
                                delete message.creatorGoroutine;
                            continue;
                        }
                    case 15: {
                            if (wireType === 2) {
                                if (!(message.count && message.count.length))
                                    message.count = [];
                                reader.sint32s(message.count);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.count && message.count.length))
                                message.count = [];
                            message.count.push(reader.sint32());
                            continue;
                        }
                    case 16: {
                            if (wireType === 2) {
                                if (!(message.countWide && message.countWide.length))
                                    message.countWide = [];
                                reader.doubles(message.countWide);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.countWide && message.countWide.length))
                                message.countWide = [];
                            message.countWide.push(reader.double());
                            continue;
                        }
                    case 17: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isBytes = value;
                            else
                                delete message.isBytes;
                            continue;
                        }
                    case 18: {
                            if (wireType !== 2)
                                break;
                            message.growthPerMinute = $root.unpark.report.Quantity.decode(reader, reader.size(), $undefined, _depth + 1, message.growthPerMinute);
                            continue;
                        }
                    case 19: {
                            if (wireType !== 2)
                                break;
                            message.oldestMinutes = $root.unpark.report.Quantity.decode(reader, reader.size(), $undefined, _depth + 1, message.oldestMinutes);
                            continue;
                        }
                    case 20: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stack = value;
                            else
                                delete message.stack;
                            continue;
                        }
                    case 21: {
                            if (wireType !== 2)
                                break;
                            if (!(message.evidence && message.evidence.length))
                                message.evidence = [];
                            message.evidence.push($root.unpark.report.Text.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 22: {
                            if (wireType === 2) {
                                if (!(message.evidenceFor && message.evidenceFor.length))
                                    message.evidenceFor = [];
                                reader.uint32s(message.evidenceFor);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.evidenceFor && message.evidenceFor.length))
                                message.evidenceFor = [];
                            message.evidenceFor.push(reader.uint32());
                            continue;
                        }
                    case 23: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.fix = value;
                            else
                                delete message.fix;
                            continue;
                        }
                    case 24: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.reference = value;
                            else
                                delete message.reference;
                            continue;
                        }
                    case 25: {
                            if (wireType === 2) {
                                if (!(message.labels && message.labels.length))
                                    message.labels = [];
                                reader.uint32s(message.labels);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.labels && message.labels.length))
                                message.labels = [];
                            message.labels.push(reader.uint32());
                            continue;
                        }
                    case 26: {
                            if (wireType === 2) {
                                if (!(message.goroutineIds && message.goroutineIds.length))
                                    message.goroutineIds = [];
                                reader.doubles(message.goroutineIds);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.goroutineIds && message.goroutineIds.length))
                                message.goroutineIds = [];
                            message.goroutineIds.push(reader.double());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Finding;
        })();

        return report;
    })();

    return unpark;
})();

export {
  $root as default
};
