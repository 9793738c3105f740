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
                this.stringLength = [];
                this.wide = [];
                this.functionPackageDelta = [];
                this.functionRestDelta = [];
                this.functionFile = [];
                this.functionBaseDelta = [];
                this.functionOrigin = [];
                this.frameFunctionDelta = [];
                this.frameLine = [];
                this.stackCaller = [];
                this.stackFrameDelta = [];
                this.fileName = [];
                this.fileForm = [];
                this.fileAge = [];
                this.snapshotTotal = [];
                this.fileId = [];
                this.figures = [];
                this.remarks = [];
                this.kindRule = [];
                this.kindPattern = [];
                this.kindState = [];
                this.kindWait = [];
                this.kindFix = [];
                this.kindReference = [];
                this.kindBits = [];
                this.findingKind = [];
                this.findingConfidence = [];
                this.findingStackDelta = [];
                this.findingFunction = [];
                this.findingRoot = [];
                this.names = [];
                this.findingCreator = [];
                this.findingCreatorId = [];
                this.findingCounts = [];
                this.count = [];
                this.findingGrowth = [];
                this.findingOldest = [];
                this.findingTitle = [];
                this.findingEvidence = [];
                this.evidence = [];
                this.sentenceNumber = [];
                this.findingLabels = [];
                this.label = [];
                this.findingIds = [];
                this.goroutineId = [];
                this.findingVariants = [];
                this.variantStackDelta = [];
                this.variantCount = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Report.prototype.stringLength = $util.emptyArray;
            Report.prototype.text = "";
            Report.prototype.wide = $util.emptyArray;
            Report.prototype.functionPackageDelta = $util.emptyArray;
            Report.prototype.functionRestDelta = $util.emptyArray;
            Report.prototype.functionFile = $util.emptyArray;
            Report.prototype.functionBaseDelta = $util.emptyArray;
            Report.prototype.functionOrigin = $util.emptyArray;
            Report.prototype.frameFunctionDelta = $util.emptyArray;
            Report.prototype.frameLine = $util.emptyArray;
            Report.prototype.stackCaller = $util.emptyArray;
            Report.prototype.stackFrameDelta = $util.emptyArray;
            Report.prototype.created = 0;
            Report.prototype.program = 0;
            Report.prototype.goVersion = 0;
            Report.prototype.buildId = 0;
            Report.prototype.trendRefused = 0;
            Report.prototype.fileName = $util.emptyArray;
            Report.prototype.fileForm = $util.emptyArray;
            Report.prototype.fileAge = $util.emptyArray;
            Report.prototype.snapshotTotal = $util.emptyArray;
            Report.prototype.fileId = $util.emptyArray;
            Report.prototype.figures = $util.emptyArray;
            Report.prototype.omittedKinds = 0;
            Report.prototype.explanations = 0;
            Report.prototype.remarks = $util.emptyArray;
            Report.prototype.kindRule = $util.emptyArray;
            Report.prototype.kindPattern = $util.emptyArray;
            Report.prototype.kindState = $util.emptyArray;
            Report.prototype.kindWait = $util.emptyArray;
            Report.prototype.kindFix = $util.emptyArray;
            Report.prototype.kindReference = $util.emptyArray;
            Report.prototype.kindBits = $util.emptyArray;
            Report.prototype.findingKind = $util.emptyArray;
            Report.prototype.findingConfidence = $util.emptyArray;
            Report.prototype.findingStackDelta = $util.emptyArray;
            Report.prototype.findingFunction = $util.emptyArray;
            Report.prototype.findingRoot = $util.emptyArray;
            Report.prototype.names = $util.emptyArray;
            Report.prototype.findingCreator = $util.emptyArray;
            Report.prototype.findingCreatorId = $util.emptyArray;
            Report.prototype.findingCounts = $util.emptyArray;
            Report.prototype.count = $util.emptyArray;
            Report.prototype.findingGrowth = $util.emptyArray;
            Report.prototype.findingOldest = $util.emptyArray;
            Report.prototype.findingTitle = $util.emptyArray;
            Report.prototype.findingEvidence = $util.emptyArray;
            Report.prototype.evidence = $util.emptyArray;
            Report.prototype.sentenceNumber = $util.emptyArray;
            Report.prototype.findingLabels = $util.emptyArray;
            Report.prototype.label = $util.emptyArray;
            Report.prototype.findingIds = $util.emptyArray;
            Report.prototype.goroutineId = $util.emptyArray;
            Report.prototype.findingVariants = $util.emptyArray;
            Report.prototype.variantStackDelta = $util.emptyArray;
            Report.prototype.variantCount = $util.emptyArray;

            Report.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stringLength != null && message.stringLength.length)
                    writer.uint32(10).uint32s(message.stringLength);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                    writer.uint32(18).string(message.text);
                if (message.wide != null && message.wide.length)
                    writer.uint32(26).doubles(message.wide);
                if (message.functionPackageDelta != null && message.functionPackageDelta.length)
                    writer.uint32(34).sint32s(message.functionPackageDelta);
                if (message.functionRestDelta != null && message.functionRestDelta.length)
                    writer.uint32(42).sint32s(message.functionRestDelta);
                if (message.functionFile != null && message.functionFile.length)
                    writer.uint32(50).uint32s(message.functionFile);
                if (message.functionBaseDelta != null && message.functionBaseDelta.length)
                    writer.uint32(58).sint32s(message.functionBaseDelta);
                if (message.functionOrigin != null && message.functionOrigin.length)
                    writer.uint32(66).uint32s(message.functionOrigin);
                if (message.frameFunctionDelta != null && message.frameFunctionDelta.length)
                    writer.uint32(74).sint32s(message.frameFunctionDelta);
                if (message.frameLine != null && message.frameLine.length)
                    writer.uint32(82).uint32s(message.frameLine);
                if (message.stackCaller != null && message.stackCaller.length)
                    writer.uint32(90).uint32s(message.stackCaller);
                if (message.stackFrameDelta != null && message.stackFrameDelta.length)
                    writer.uint32(98).sint32s(message.stackFrameDelta);
                if (message.created != null && $Object.hasOwnProperty.call(message, "created") && !$Object.is(message.created, 0))
                    writer.uint32(105).double(message.created);
                if (message.program != null && $Object.hasOwnProperty.call(message, "program") && message.program !== 0)
                    writer.uint32(112).uint32(message.program);
                if (message.goVersion != null && $Object.hasOwnProperty.call(message, "goVersion") && message.goVersion !== 0)
                    writer.uint32(120).uint32(message.goVersion);
                if (message.buildId != null && $Object.hasOwnProperty.call(message, "buildId") && message.buildId !== 0)
                    writer.uint32(128).uint32(message.buildId);
                if (message.trendRefused != null && $Object.hasOwnProperty.call(message, "trendRefused") && message.trendRefused !== 0)
                    writer.uint32(136).uint32(message.trendRefused);
                if (message.fileName != null && message.fileName.length)
                    writer.uint32(146).uint32s(message.fileName);
                if (message.fileForm != null && message.fileForm.length)
                    writer.uint32(154).uint32s(message.fileForm);
                if (message.fileAge != null && message.fileAge.length)
                    writer.uint32(162).uint32s(message.fileAge);
                if (message.snapshotTotal != null && message.snapshotTotal.length)
                    writer.uint32(170).uint32s(message.snapshotTotal);
                if (message.figures != null && message.figures.length)
                    writer.uint32(178).uint32s(message.figures);
                if (message.omittedKinds != null && $Object.hasOwnProperty.call(message, "omittedKinds") && message.omittedKinds !== 0)
                    writer.uint32(184).uint32(message.omittedKinds);
                if (message.explanations != null && $Object.hasOwnProperty.call(message, "explanations") && message.explanations !== 0)
                    writer.uint32(192).uint32(message.explanations);
                if (message.remarks != null && message.remarks.length)
                    writer.uint32(202).uint32s(message.remarks);
                if (message.kindRule != null && message.kindRule.length)
                    writer.uint32(210).uint32s(message.kindRule);
                if (message.kindPattern != null && message.kindPattern.length)
                    writer.uint32(218).uint32s(message.kindPattern);
                if (message.kindState != null && message.kindState.length)
                    writer.uint32(226).uint32s(message.kindState);
                if (message.kindWait != null && message.kindWait.length)
                    writer.uint32(234).uint32s(message.kindWait);
                if (message.kindFix != null && message.kindFix.length)
                    writer.uint32(242).uint32s(message.kindFix);
                if (message.kindReference != null && message.kindReference.length)
                    writer.uint32(250).uint32s(message.kindReference);
                if (message.kindBits != null && message.kindBits.length)
                    writer.uint32(258).uint32s(message.kindBits);
                if (message.findingKind != null && message.findingKind.length)
                    writer.uint32(266).uint32s(message.findingKind);
                if (message.findingConfidence != null && message.findingConfidence.length)
                    writer.uint32(274).uint32s(message.findingConfidence);
                if (message.findingStackDelta != null && message.findingStackDelta.length)
                    writer.uint32(282).sint32s(message.findingStackDelta);
                if (message.findingFunction != null && message.findingFunction.length)
                    writer.uint32(290).uint32s(message.findingFunction);
                if (message.findingRoot != null && message.findingRoot.length)
                    writer.uint32(298).uint32s(message.findingRoot);
                if (message.names != null && message.names.length)
                    writer.uint32(306).uint32s(message.names);
                if (message.findingCreator != null && message.findingCreator.length)
                    writer.uint32(314).uint32s(message.findingCreator);
                if (message.findingCreatorId != null && message.findingCreatorId.length)
                    writer.uint32(322).uint32s(message.findingCreatorId);
                if (message.findingCounts != null && message.findingCounts.length)
                    writer.uint32(330).uint32s(message.findingCounts);
                if (message.count != null && message.count.length)
                    writer.uint32(338).uint32s(message.count);
                if (message.findingGrowth != null && message.findingGrowth.length)
                    writer.uint32(346).uint32s(message.findingGrowth);
                if (message.findingOldest != null && message.findingOldest.length)
                    writer.uint32(354).uint32s(message.findingOldest);
                if (message.findingTitle != null && message.findingTitle.length)
                    writer.uint32(362).uint32s(message.findingTitle);
                if (message.findingEvidence != null && message.findingEvidence.length)
                    writer.uint32(370).uint32s(message.findingEvidence);
                if (message.evidence != null && message.evidence.length)
                    writer.uint32(378).uint32s(message.evidence);
                if (message.sentenceNumber != null && message.sentenceNumber.length)
                    writer.uint32(386).uint32s(message.sentenceNumber);
                if (message.findingLabels != null && message.findingLabels.length)
                    writer.uint32(394).uint32s(message.findingLabels);
                if (message.label != null && message.label.length)
                    writer.uint32(402).uint32s(message.label);
                if (message.findingIds != null && message.findingIds.length)
                    writer.uint32(410).uint32s(message.findingIds);
                if (message.goroutineId != null && message.goroutineId.length)
                    writer.uint32(418).uint32s(message.goroutineId);
                if (message.fileId != null && message.fileId.length)
                    writer.uint32(426).fixed32s(message.fileId);
                if (message.findingVariants != null && message.findingVariants.length)
                    writer.uint32(434).uint32s(message.findingVariants);
                if (message.variantStackDelta != null && message.variantStackDelta.length)
                    writer.uint32(442).sint32s(message.variantStackDelta);
                if (message.variantCount != null && message.variantCount.length)
                    writer.uint32(450).uint32s(message.variantCount);
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
                            if (wireType === 2) {
                                if (!(message.stringLength && message.stringLength.length))
                                    message.stringLength = [];
                                reader.uint32s(message.stringLength);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.stringLength && message.stringLength.length))
                                message.stringLength = [];
                            message.stringLength.push(reader.uint32());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.text = value;
                            else
                                delete message.text;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.wide && message.wide.length))
                                    message.wide = [];
                                reader.doubles(message.wide);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.wide && message.wide.length))
                                message.wide = [];
                            message.wide.push(reader.double());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.functionPackageDelta && message.functionPackageDelta.length))
                                    message.functionPackageDelta = [];
                                reader.sint32s(message.functionPackageDelta);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.functionPackageDelta && message.functionPackageDelta.length))
                                message.functionPackageDelta = [];
                            message.functionPackageDelta.push(reader.sint32());
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.functionRestDelta && message.functionRestDelta.length))
                                    message.functionRestDelta = [];
                                reader.sint32s(message.functionRestDelta);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.functionRestDelta && message.functionRestDelta.length))
                                message.functionRestDelta = [];
                            message.functionRestDelta.push(reader.sint32());
                            continue;
                        }
                    case 6: {
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
                    case 7: {
                            if (wireType === 2) {
                                if (!(message.functionBaseDelta && message.functionBaseDelta.length))
                                    message.functionBaseDelta = [];
                                reader.sint32s(message.functionBaseDelta);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.functionBaseDelta && message.functionBaseDelta.length))
                                message.functionBaseDelta = [];
                            message.functionBaseDelta.push(reader.sint32());
                            continue;
                        }
                    case 8: {
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
                    case 9: {
                            if (wireType === 2) {
                                if (!(message.frameFunctionDelta && message.frameFunctionDelta.length))
                                    message.frameFunctionDelta = [];
                                reader.sint32s(message.frameFunctionDelta);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.frameFunctionDelta && message.frameFunctionDelta.length))
                                message.frameFunctionDelta = [];
                            message.frameFunctionDelta.push(reader.sint32());
                            continue;
                        }
                    case 10: {
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
                    case 11: {
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
                    case 12: {
                            if (wireType === 2) {
                                if (!(message.stackFrameDelta && message.stackFrameDelta.length))
                                    message.stackFrameDelta = [];
                                reader.sint32s(message.stackFrameDelta);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.stackFrameDelta && message.stackFrameDelta.length))
                                message.stackFrameDelta = [];
                            message.stackFrameDelta.push(reader.sint32());
                            continue;
                        }
                    case 13: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.created = value;
                            else
                                delete message.created;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.program = value;
                            else
                                delete message.program;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.goVersion = value;
                            else
                                delete message.goVersion;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.buildId = value;
                            else
                                delete message.buildId;
                            continue;
                        }
                    case 17: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.trendRefused = value;
                            else
                                delete message.trendRefused;
                            continue;
                        }
                    case 18: {
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
                    case 19: {
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
                    case 20: {
                            if (wireType === 2) {
                                if (!(message.fileAge && message.fileAge.length))
                                    message.fileAge = [];
                                reader.uint32s(message.fileAge);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.fileAge && message.fileAge.length))
                                message.fileAge = [];
                            message.fileAge.push(reader.uint32());
                            continue;
                        }
                    case 21: {
                            if (wireType === 2) {
                                if (!(message.snapshotTotal && message.snapshotTotal.length))
                                    message.snapshotTotal = [];
                                reader.uint32s(message.snapshotTotal);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.snapshotTotal && message.snapshotTotal.length))
                                message.snapshotTotal = [];
                            message.snapshotTotal.push(reader.uint32());
                            continue;
                        }
                    case 53: {
                            if (wireType === 2) {
                                if (!(message.fileId && message.fileId.length))
                                    message.fileId = [];
                                reader.fixed32s(message.fileId);
                                continue;
                            }
                            if (wireType !== 5)
                                break;
                            if (!(message.fileId && message.fileId.length))
                                message.fileId = [];
                            message.fileId.push(reader.fixed32());
                            continue;
                        }
                    case 22: {
                            if (wireType === 2) {
                                if (!(message.figures && message.figures.length))
                                    message.figures = [];
                                reader.uint32s(message.figures);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.figures && message.figures.length))
                                message.figures = [];
                            message.figures.push(reader.uint32());
                            continue;
                        }
                    case 23: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.omittedKinds = value;
                            else
                                delete message.omittedKinds;
                            continue;
                        }
                    case 24: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.explanations = value;
                            else
                                delete message.explanations;
                            continue;
                        }
                    case 25: {
                            if (wireType === 2) {
                                if (!(message.remarks && message.remarks.length))
                                    message.remarks = [];
                                reader.uint32s(message.remarks);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.remarks && message.remarks.length))
                                message.remarks = [];
                            message.remarks.push(reader.uint32());
                            continue;
                        }
                    case 26: {
                            if (wireType === 2) {
                                if (!(message.kindRule && message.kindRule.length))
                                    message.kindRule = [];
                                reader.uint32s(message.kindRule);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.kindRule && message.kindRule.length))
                                message.kindRule = [];
                            message.kindRule.push(reader.uint32());
                            continue;
                        }
                    case 27: {
                            if (wireType === 2) {
                                if (!(message.kindPattern && message.kindPattern.length))
                                    message.kindPattern = [];
                                reader.uint32s(message.kindPattern);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.kindPattern && message.kindPattern.length))
                                message.kindPattern = [];
                            message.kindPattern.push(reader.uint32());
                            continue;
                        }
                    case 28: {
                            if (wireType === 2) {
                                if (!(message.kindState && message.kindState.length))
                                    message.kindState = [];
                                reader.uint32s(message.kindState);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.kindState && message.kindState.length))
                                message.kindState = [];
                            message.kindState.push(reader.uint32());
                            continue;
                        }
                    case 29: {
                            if (wireType === 2) {
                                if (!(message.kindWait && message.kindWait.length))
                                    message.kindWait = [];
                                reader.uint32s(message.kindWait);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.kindWait && message.kindWait.length))
                                message.kindWait = [];
                            message.kindWait.push(reader.uint32());
                            continue;
                        }
                    case 30: {
                            if (wireType === 2) {
                                if (!(message.kindFix && message.kindFix.length))
                                    message.kindFix = [];
                                reader.uint32s(message.kindFix);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.kindFix && message.kindFix.length))
                                message.kindFix = [];
                            message.kindFix.push(reader.uint32());
                            continue;
                        }
                    case 31: {
                            if (wireType === 2) {
                                if (!(message.kindReference && message.kindReference.length))
                                    message.kindReference = [];
                                reader.uint32s(message.kindReference);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.kindReference && message.kindReference.length))
                                message.kindReference = [];
                            message.kindReference.push(reader.uint32());
                            continue;
                        }
                    case 32: {
                            if (wireType === 2) {
                                if (!(message.kindBits && message.kindBits.length))
                                    message.kindBits = [];
                                reader.uint32s(message.kindBits);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.kindBits && message.kindBits.length))
                                message.kindBits = [];
                            message.kindBits.push(reader.uint32());
                            continue;
                        }
                    case 33: {
                            if (wireType === 2) {
                                if (!(message.findingKind && message.findingKind.length))
                                    message.findingKind = [];
                                reader.uint32s(message.findingKind);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingKind && message.findingKind.length))
                                message.findingKind = [];
                            message.findingKind.push(reader.uint32());
                            continue;
                        }
                    case 34: {
                            if (wireType === 2) {
                                if (!(message.findingConfidence && message.findingConfidence.length))
                                    message.findingConfidence = [];
                                reader.uint32s(message.findingConfidence);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingConfidence && message.findingConfidence.length))
                                message.findingConfidence = [];
                            message.findingConfidence.push(reader.uint32());
                            continue;
                        }
                    case 35: {
                            if (wireType === 2) {
                                if (!(message.findingStackDelta && message.findingStackDelta.length))
                                    message.findingStackDelta = [];
                                reader.sint32s(message.findingStackDelta);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingStackDelta && message.findingStackDelta.length))
                                message.findingStackDelta = [];
                            message.findingStackDelta.push(reader.sint32());
                            continue;
                        }
                    case 36: {
                            if (wireType === 2) {
                                if (!(message.findingFunction && message.findingFunction.length))
                                    message.findingFunction = [];
                                reader.uint32s(message.findingFunction);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingFunction && message.findingFunction.length))
                                message.findingFunction = [];
                            message.findingFunction.push(reader.uint32());
                            continue;
                        }
                    case 37: {
                            if (wireType === 2) {
                                if (!(message.findingRoot && message.findingRoot.length))
                                    message.findingRoot = [];
                                reader.uint32s(message.findingRoot);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingRoot && message.findingRoot.length))
                                message.findingRoot = [];
                            message.findingRoot.push(reader.uint32());
                            continue;
                        }
                    case 38: {
                            if (wireType === 2) {
                                if (!(message.names && message.names.length))
                                    message.names = [];
                                reader.uint32s(message.names);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.names && message.names.length))
                                message.names = [];
                            message.names.push(reader.uint32());
                            continue;
                        }
                    case 39: {
                            if (wireType === 2) {
                                if (!(message.findingCreator && message.findingCreator.length))
                                    message.findingCreator = [];
                                reader.uint32s(message.findingCreator);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingCreator && message.findingCreator.length))
                                message.findingCreator = [];
                            message.findingCreator.push(reader.uint32());
                            continue;
                        }
                    case 40: {
                            if (wireType === 2) {
                                if (!(message.findingCreatorId && message.findingCreatorId.length))
                                    message.findingCreatorId = [];
                                reader.uint32s(message.findingCreatorId);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingCreatorId && message.findingCreatorId.length))
                                message.findingCreatorId = [];
                            message.findingCreatorId.push(reader.uint32());
                            continue;
                        }
                    case 41: {
                            if (wireType === 2) {
                                if (!(message.findingCounts && message.findingCounts.length))
                                    message.findingCounts = [];
                                reader.uint32s(message.findingCounts);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingCounts && message.findingCounts.length))
                                message.findingCounts = [];
                            message.findingCounts.push(reader.uint32());
                            continue;
                        }
                    case 42: {
                            if (wireType === 2) {
                                if (!(message.count && message.count.length))
                                    message.count = [];
                                reader.uint32s(message.count);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.count && message.count.length))
                                message.count = [];
                            message.count.push(reader.uint32());
                            continue;
                        }
                    case 43: {
                            if (wireType === 2) {
                                if (!(message.findingGrowth && message.findingGrowth.length))
                                    message.findingGrowth = [];
                                reader.uint32s(message.findingGrowth);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingGrowth && message.findingGrowth.length))
                                message.findingGrowth = [];
                            message.findingGrowth.push(reader.uint32());
                            continue;
                        }
                    case 44: {
                            if (wireType === 2) {
                                if (!(message.findingOldest && message.findingOldest.length))
                                    message.findingOldest = [];
                                reader.uint32s(message.findingOldest);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingOldest && message.findingOldest.length))
                                message.findingOldest = [];
                            message.findingOldest.push(reader.uint32());
                            continue;
                        }
                    case 45: {
                            if (wireType === 2) {
                                if (!(message.findingTitle && message.findingTitle.length))
                                    message.findingTitle = [];
                                reader.uint32s(message.findingTitle);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingTitle && message.findingTitle.length))
                                message.findingTitle = [];
                            message.findingTitle.push(reader.uint32());
                            continue;
                        }
                    case 46: {
                            if (wireType === 2) {
                                if (!(message.findingEvidence && message.findingEvidence.length))
                                    message.findingEvidence = [];
                                reader.uint32s(message.findingEvidence);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingEvidence && message.findingEvidence.length))
                                message.findingEvidence = [];
                            message.findingEvidence.push(reader.uint32());
                            continue;
                        }
                    case 47: {
                            if (wireType === 2) {
                                if (!(message.evidence && message.evidence.length))
                                    message.evidence = [];
                                reader.uint32s(message.evidence);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.evidence && message.evidence.length))
                                message.evidence = [];
                            message.evidence.push(reader.uint32());
                            continue;
                        }
                    case 48: {
                            if (wireType === 2) {
                                if (!(message.sentenceNumber && message.sentenceNumber.length))
                                    message.sentenceNumber = [];
                                reader.uint32s(message.sentenceNumber);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.sentenceNumber && message.sentenceNumber.length))
                                message.sentenceNumber = [];
                            message.sentenceNumber.push(reader.uint32());
                            continue;
                        }
                    case 49: {
                            if (wireType === 2) {
                                if (!(message.findingLabels && message.findingLabels.length))
                                    message.findingLabels = [];
                                reader.uint32s(message.findingLabels);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingLabels && message.findingLabels.length))
                                message.findingLabels = [];
                            message.findingLabels.push(reader.uint32());
                            continue;
                        }
                    case 50: {
                            if (wireType === 2) {
                                if (!(message.label && message.label.length))
                                    message.label = [];
                                reader.uint32s(message.label);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.label && message.label.length))
                                message.label = [];
                            message.label.push(reader.uint32());
                            continue;
                        }
                    case 51: {
                            if (wireType === 2) {
                                if (!(message.findingIds && message.findingIds.length))
                                    message.findingIds = [];
                                reader.uint32s(message.findingIds);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingIds && message.findingIds.length))
                                message.findingIds = [];
                            message.findingIds.push(reader.uint32());
                            continue;
                        }
                    case 52: {
                            if (wireType === 2) {
                                if (!(message.goroutineId && message.goroutineId.length))
                                    message.goroutineId = [];
                                reader.uint32s(message.goroutineId);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.goroutineId && message.goroutineId.length))
                                message.goroutineId = [];
                            message.goroutineId.push(reader.uint32());
                            continue;
                        }
                    case 54: {
                            if (wireType === 2) {
                                if (!(message.findingVariants && message.findingVariants.length))
                                    message.findingVariants = [];
                                reader.uint32s(message.findingVariants);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.findingVariants && message.findingVariants.length))
                                message.findingVariants = [];
                            message.findingVariants.push(reader.uint32());
                            continue;
                        }
                    case 55: {
                            if (wireType === 2) {
                                if (!(message.variantStackDelta && message.variantStackDelta.length))
                                    message.variantStackDelta = [];
                                reader.sint32s(message.variantStackDelta);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.variantStackDelta && message.variantStackDelta.length))
                                message.variantStackDelta = [];
                            message.variantStackDelta.push(reader.sint32());
                            continue;
                        }
                    case 56: {
                            if (wireType === 2) {
                                if (!(message.variantCount && message.variantCount.length))
                                    message.variantCount = [];
                                reader.uint32s(message.variantCount);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.variantCount && message.variantCount.length))
                                message.variantCount = [];
                            message.variantCount.push(reader.uint32());
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

        return report;
    })();

    return unpark;
})();

export {
  $root as default
};
