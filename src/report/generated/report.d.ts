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

            /** Report strings. */
            strings: string[];

            /** Report functionName. */
            functionName: number[];

            /** Report functionFile. */
            functionFile: number[];

            /** Report functionBase. */
            functionBase: number[];

            /** Report functionOrigin. */
            functionOrigin: number[];

            /** Report frameFunction. */
            frameFunction: number[];

            /** Report frameLine. */
            frameLine: number[];

            /** Report frameInlined. */
            frameInlined: number[];

            /** Report stackCaller. */
            stackCaller: number[];

            /** Report stackFrame. */
            stackFrame: number[];

            /** Report created. */
            created: number;

            /** Report program. */
            program: number;

            /** Report goVersion. */
            goVersion: number;

            /** Report buildId. */
            buildId: number;

            /** Report fileName. */
            fileName: number[];

            /** Report fileForm. */
            fileForm: number[];

            /** Report fileTime. */
            fileTime: number[];

            /** Report snapshotTotal. */
            snapshotTotal: number[];

            /** Report perMinute. */
            perMinute?: (unpark.report.Quantity.$Properties|null);

            /** Report doublingMinutes. */
            doublingMinutes?: (unpark.report.Quantity.$Properties|null);

            /** Report trendRefused. */
            trendRefused: number;

            /** Report survivors. */
            survivors?: (unpark.report.Quantity.$Properties|null);

            /** Report groupsGrown. */
            groupsGrown: number;

            /** Report findings. */
            findings: unpark.report.Finding.$Properties[];

            /** Report harmlessGroups. */
            harmlessGroups: number;

            /** Report harmlessGoroutines. */
            harmlessGoroutines: number;

            /** Report explanation. */
            explanation: unpark.report.Text.$Properties[];

            /** Report notices. */
            notices: unpark.report.Text.$Properties[];

            /** Report omittedFindings. */
            omittedFindings: number;

            /** Report omittedGoroutines. */
            omittedGoroutines: number;

            /** Report omittedKinds. */
            omittedKinds: number;

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

                /** Report strings */
                strings?: (string[]|null);

                /** Report functionName */
                functionName?: (number[]|null);

                /** Report functionFile */
                functionFile?: (number[]|null);

                /** Report functionBase */
                functionBase?: (number[]|null);

                /** Report functionOrigin */
                functionOrigin?: (number[]|null);

                /** Report frameFunction */
                frameFunction?: (number[]|null);

                /** Report frameLine */
                frameLine?: (number[]|null);

                /** Report frameInlined */
                frameInlined?: (number[]|null);

                /** Report stackCaller */
                stackCaller?: (number[]|null);

                /** Report stackFrame */
                stackFrame?: (number[]|null);

                /** Report created */
                created?: (number|null);

                /** Report program */
                program?: (number|null);

                /** Report goVersion */
                goVersion?: (number|null);

                /** Report buildId */
                buildId?: (number|null);

                /** Report fileName */
                fileName?: (number[]|null);

                /** Report fileForm */
                fileForm?: (number[]|null);

                /** Report fileTime */
                fileTime?: (number[]|null);

                /** Report snapshotTotal */
                snapshotTotal?: (number[]|null);

                /** Report perMinute */
                perMinute?: (unpark.report.Quantity.$Properties|null);

                /** Report doublingMinutes */
                doublingMinutes?: (unpark.report.Quantity.$Properties|null);

                /** Report trendRefused */
                trendRefused?: (number|null);

                /** Report survivors */
                survivors?: (unpark.report.Quantity.$Properties|null);

                /** Report groupsGrown */
                groupsGrown?: (number|null);

                /** Report findings */
                findings?: (unpark.report.Finding.$Properties[]|null);

                /** Report harmlessGroups */
                harmlessGroups?: (number|null);

                /** Report harmlessGoroutines */
                harmlessGoroutines?: (number|null);

                /** Report explanation */
                explanation?: (unpark.report.Text.$Properties[]|null);

                /** Report notices */
                notices?: (unpark.report.Text.$Properties[]|null);

                /** Report omittedFindings */
                omittedFindings?: (number|null);

                /** Report omittedGoroutines */
                omittedGoroutines?: (number|null);

                /** Report omittedKinds */
                omittedKinds?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Report. */
            type $Shape = unpark.report.Report.$Properties;
        }

        /**
         * Properties of a Quantity.
         * @deprecated Use unpark.report.Quantity.$Properties instead.
         */
        interface IQuantity extends unpark.report.Quantity.$Properties {
        }

        /** Represents a Quantity. */
        class Quantity {

            /**
             * Constructs a new Quantity.
             * @param [properties] Properties to set
             */
            constructor(properties?: unpark.report.Quantity.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Quantity milli. */
            milli: number;

            /** Quantity wide. */
            wide: number;

            /** Quantity isWide. */
            isWide: boolean;

            /**
             * Encodes the specified Quantity message. Does not implicitly {@link unpark.report.Quantity.verify|verify} messages.
             * @param message Quantity message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: unpark.report.Quantity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Quantity message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {unpark.report.Quantity & unpark.report.Quantity.$Shape} Quantity
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): unpark.report.Quantity & unpark.report.Quantity.$Shape;
        }

        namespace Quantity {

            /** Properties of a Quantity. */
            interface $Properties {

                /** Quantity milli */
                milli?: (number|null);

                /** Quantity wide */
                wide?: (number|null);

                /** Quantity isWide */
                isWide?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Quantity. */
            type $Shape = unpark.report.Quantity.$Properties;
        }

        /**
         * Properties of a Text.
         * @deprecated Use unpark.report.Text.$Properties instead.
         */
        interface IText extends unpark.report.Text.$Properties {
        }

        /** Represents a Text. */
        class Text {

            /**
             * Constructs a new Text.
             * @param [properties] Properties to set
             */
            constructor(properties?: unpark.report.Text.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Text template. */
            template: number;

            /** Text numbers. */
            numbers: number[];

            /**
             * Encodes the specified Text message. Does not implicitly {@link unpark.report.Text.verify|verify} messages.
             * @param message Text message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: unpark.report.Text.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Text message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {unpark.report.Text & unpark.report.Text.$Shape} Text
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): unpark.report.Text & unpark.report.Text.$Shape;
        }

        namespace Text {

            /** Properties of a Text. */
            interface $Properties {

                /** Text template */
                template?: (number|null);

                /** Text numbers */
                numbers?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Text. */
            type $Shape = unpark.report.Text.$Properties;
        }

        /**
         * Properties of a Finding.
         * @deprecated Use unpark.report.Finding.$Properties instead.
         */
        interface IFinding extends unpark.report.Finding.$Properties {
        }

        /** Represents a Finding. */
        class Finding {

            /**
             * Constructs a new Finding.
             * @param [properties] Properties to set
             */
            constructor(properties?: unpark.report.Finding.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Finding rule. */
            rule: number;

            /** Finding pattern. */
            pattern: number;

            /** Finding title. */
            title?: (unpark.report.Text.$Properties|null);

            /** Finding confidence. */
            confidence: number;

            /** Finding source. */
            source: number;

            /** Finding state. */
            state: number;

            /** Finding wait. */
            wait: number;

            /** Finding isWaitInferred. */
            isWaitInferred: boolean;

            /** Finding function. */
            function: number;

            /** Finding functionText. */
            functionText: number;

            /** Finding root. */
            root: number;

            /** Finding rootText. */
            rootText: number;

            /** Finding creator. */
            creator: number;

            /** Finding creatorGoroutine. */
            creatorGoroutine: number;

            /** Finding count. */
            count: number[];

            /** Finding countWide. */
            countWide: number[];

            /** Finding isBytes. */
            isBytes: boolean;

            /** Finding growthPerMinute. */
            growthPerMinute?: (unpark.report.Quantity.$Properties|null);

            /** Finding oldestMinutes. */
            oldestMinutes?: (unpark.report.Quantity.$Properties|null);

            /** Finding stack. */
            stack: number;

            /** Finding evidence. */
            evidence: unpark.report.Text.$Properties[];

            /** Finding evidenceFor. */
            evidenceFor: number[];

            /** Finding fix. */
            fix: number;

            /** Finding reference. */
            reference: number;

            /** Finding labels. */
            labels: number[];

            /** Finding goroutineIds. */
            goroutineIds: number[];

            /**
             * Encodes the specified Finding message. Does not implicitly {@link unpark.report.Finding.verify|verify} messages.
             * @param message Finding message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: unpark.report.Finding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Finding message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {unpark.report.Finding & unpark.report.Finding.$Shape} Finding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): unpark.report.Finding & unpark.report.Finding.$Shape;
        }

        namespace Finding {

            /** Properties of a Finding. */
            interface $Properties {

                /** Finding rule */
                rule?: (number|null);

                /** Finding pattern */
                pattern?: (number|null);

                /** Finding title */
                title?: (unpark.report.Text.$Properties|null);

                /** Finding confidence */
                confidence?: (number|null);

                /** Finding source */
                source?: (number|null);

                /** Finding state */
                state?: (number|null);

                /** Finding wait */
                wait?: (number|null);

                /** Finding isWaitInferred */
                isWaitInferred?: (boolean|null);

                /** Finding function */
                "function"?: (number|null);

                /** Finding functionText */
                functionText?: (number|null);

                /** Finding root */
                root?: (number|null);

                /** Finding rootText */
                rootText?: (number|null);

                /** Finding creator */
                creator?: (number|null);

                /** Finding creatorGoroutine */
                creatorGoroutine?: (number|null);

                /** Finding count */
                count?: (number[]|null);

                /** Finding countWide */
                countWide?: (number[]|null);

                /** Finding isBytes */
                isBytes?: (boolean|null);

                /** Finding growthPerMinute */
                growthPerMinute?: (unpark.report.Quantity.$Properties|null);

                /** Finding oldestMinutes */
                oldestMinutes?: (unpark.report.Quantity.$Properties|null);

                /** Finding stack */
                stack?: (number|null);

                /** Finding evidence */
                evidence?: (unpark.report.Text.$Properties[]|null);

                /** Finding evidenceFor */
                evidenceFor?: (number[]|null);

                /** Finding fix */
                fix?: (number|null);

                /** Finding reference */
                reference?: (number|null);

                /** Finding labels */
                labels?: (number[]|null);

                /** Finding goroutineIds */
                goroutineIds?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Finding. */
            type $Shape = unpark.report.Finding.$Properties;
        }
    }
}
