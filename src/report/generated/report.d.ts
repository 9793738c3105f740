import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace unpark. */
export namespace unpark {

    /** Namespace report. */
    namespace report {

        /**
         * Properties of a Report.
         * @deprecated Use unpark.report.Report.$Properties instead.
         */
        interface IReport extends unpark.report.Report.$Properties {
        }

        /** Represents a Report. */
        class Report {

            /**
             * Constructs a new Report.
             * @param [properties] Properties to set
             */
            constructor(properties?: unpark.report.Report.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Report stringLength. */
            stringLength: number[];

            /** Report text. */
            text: string;

            /** Report wide. */
            wide: number[];

            /** Report functionPackageDelta. */
            functionPackageDelta: number[];

            /** Report functionRestDelta. */
            functionRestDelta: number[];

            /** Report functionFile. */
            functionFile: number[];

            /** Report functionBaseDelta. */
            functionBaseDelta: number[];

            /** Report functionOrigin. */
            functionOrigin: number[];

            /** Report frameFunctionDelta. */
            frameFunctionDelta: number[];

            /** Report frameLine. */
            frameLine: number[];

            /** Report stackCaller. */
            stackCaller: number[];

            /** Report stackFrameDelta. */
            stackFrameDelta: number[];

            /** Report created. */
            created: number;

            /** Report program. */
            program: number;

            /** Report goVersion. */
            goVersion: number;

            /** Report buildId. */
            buildId: number;

            /** Report trendRefused. */
            trendRefused: number;

            /** Report fileName. */
            fileName: number[];

            /** Report fileForm. */
            fileForm: number[];

            /** Report fileAge. */
            fileAge: number[];

            /** Report snapshotTotal. */
            snapshotTotal: number[];

            /** Report fileId. */
            fileId: number[];

            /** Report figures. */
            figures: number[];

            /** Report omittedKinds. */
            omittedKinds: number;

            /** Report explanations. */
            explanations: number;

            /** Report remarks. */
            remarks: number[];

            /** Report kindRule. */
            kindRule: number[];

            /** Report kindPattern. */
            kindPattern: number[];

            /** Report kindState. */
            kindState: number[];

            /** Report kindWait. */
            kindWait: number[];

            /** Report kindFix. */
            kindFix: number[];

            /** Report kindReference. */
            kindReference: number[];

            /** Report kindBits. */
            kindBits: number[];

            /** Report findingKind. */
            findingKind: number[];

            /** Report findingConfidence. */
            findingConfidence: number[];

            /** Report findingStackDelta. */
            findingStackDelta: number[];

            /** Report findingFunction. */
            findingFunction: number[];

            /** Report findingRoot. */
            findingRoot: number[];

            /** Report names. */
            names: number[];

            /** Report findingCreator. */
            findingCreator: number[];

            /** Report findingCreatorId. */
            findingCreatorId: number[];

            /** Report findingCounts. */
            findingCounts: number[];

            /** Report count. */
            count: number[];

            /** Report findingGrowth. */
            findingGrowth: number[];

            /** Report findingOldest. */
            findingOldest: number[];

            /** Report findingTitle. */
            findingTitle: number[];

            /** Report findingEvidence. */
            findingEvidence: number[];

            /** Report evidence. */
            evidence: number[];

            /** Report sentenceNumber. */
            sentenceNumber: number[];

            /** Report findingLabels. */
            findingLabels: number[];

            /** Report label. */
            label: number[];

            /** Report findingIds. */
            findingIds: number[];

            /** Report goroutineId. */
            goroutineId: number[];

            /** Report findingVariants. */
            findingVariants: number[];

            /** Report variantStackDelta. */
            variantStackDelta: number[];

            /** Report variantCount. */
            variantCount: number[];

            /**
             * Encodes the specified Report message. Does not implicitly {@link unpark.report.Report.verify|verify} messages.
             * @param message Report message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: unpark.report.Report.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Report message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {unpark.report.Report & unpark.report.Report.$Shape} Report
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): unpark.report.Report & unpark.report.Report.$Shape;
        }

        namespace Report {

            /** Properties of a Report. */
            interface $Properties {

                /** Report stringLength */
                stringLength?: (number[]|null);

                /** Report text */
                text?: (string|null);

                /** Report wide */
                wide?: (number[]|null);

                /** Report functionPackageDelta */
                functionPackageDelta?: (number[]|null);

                /** Report functionRestDelta */
                functionRestDelta?: (number[]|null);

                /** Report functionFile */
                functionFile?: (number[]|null);

                /** Report functionBaseDelta */
                functionBaseDelta?: (number[]|null);

                /** Report functionOrigin */
                functionOrigin?: (number[]|null);

                /** Report frameFunctionDelta */
                frameFunctionDelta?: (number[]|null);

                /** Report frameLine */
                frameLine?: (number[]|null);

                /** Report stackCaller */
                stackCaller?: (number[]|null);

                /** Report stackFrameDelta */
                stackFrameDelta?: (number[]|null);

                /** Report created */
                created?: (number|null);

                /** Report program */
                program?: (number|null);

                /** Report goVersion */
                goVersion?: (number|null);

                /** Report buildId */
                buildId?: (number|null);

                /** Report trendRefused */
                trendRefused?: (number|null);

                /** Report fileName */
                fileName?: (number[]|null);

                /** Report fileForm */
                fileForm?: (number[]|null);

                /** Report fileAge */
                fileAge?: (number[]|null);

                /** Report snapshotTotal */
                snapshotTotal?: (number[]|null);

                /** Report fileId */
                fileId?: (number[]|null);

                /** Report figures */
                figures?: (number[]|null);

                /** Report omittedKinds */
                omittedKinds?: (number|null);

                /** Report explanations */
                explanations?: (number|null);

                /** Report remarks */
                remarks?: (number[]|null);

                /** Report kindRule */
                kindRule?: (number[]|null);

                /** Report kindPattern */
                kindPattern?: (number[]|null);

                /** Report kindState */
                kindState?: (number[]|null);

                /** Report kindWait */
                kindWait?: (number[]|null);

                /** Report kindFix */
                kindFix?: (number[]|null);

                /** Report kindReference */
                kindReference?: (number[]|null);

                /** Report kindBits */
                kindBits?: (number[]|null);

                /** Report findingKind */
                findingKind?: (number[]|null);

                /** Report findingConfidence */
                findingConfidence?: (number[]|null);

                /** Report findingStackDelta */
                findingStackDelta?: (number[]|null);

                /** Report findingFunction */
                findingFunction?: (number[]|null);

                /** Report findingRoot */
                findingRoot?: (number[]|null);

                /** Report names */
                names?: (number[]|null);

                /** Report findingCreator */
                findingCreator?: (number[]|null);

                /** Report findingCreatorId */
                findingCreatorId?: (number[]|null);

                /** Report findingCounts */
                findingCounts?: (number[]|null);

                /** Report count */
                count?: (number[]|null);

                /** Report findingGrowth */
                findingGrowth?: (number[]|null);

                /** Report findingOldest */
                findingOldest?: (number[]|null);

                /** Report findingTitle */
                findingTitle?: (number[]|null);

                /** Report findingEvidence */
                findingEvidence?: (number[]|null);

                /** Report evidence */
                evidence?: (number[]|null);

                /** Report sentenceNumber */
                sentenceNumber?: (number[]|null);

                /** Report findingLabels */
                findingLabels?: (number[]|null);

                /** Report label */
                label?: (number[]|null);

                /** Report findingIds */
                findingIds?: (number[]|null);

                /** Report goroutineId */
                goroutineId?: (number[]|null);

                /** Report findingVariants */
                findingVariants?: (number[]|null);

                /** Report variantStackDelta */
                variantStackDelta?: (number[]|null);

                /** Report variantCount */
                variantCount?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Report. */
            type $Shape = unpark.report.Report.$Properties;
        }
    }
}
