package org.sparklaunch.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The paragraphs, headings and table cells of a page; code blocks and generated parts are left out. */
final class MarkdownPassages {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    private static final Pattern GENERATED = Pattern.compile("<!-- (\\w+) -->.*?<!-- end of \\1 -->", Pattern.DOTALL);

    private MarkdownPassages() {}

    static List<Passage> of(Path page) {
        return of(Repository.name(page), Repository.read(page));
    }

    static List<Passage> of(String name, String page) {
        List<Passage> passages = new ArrayList<>();
        parse(withoutGeneratedParts(page)).accept(new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
                add(paragraph, Passage.Kind.PARAGRAPH);
            }

            @Override
            public void visit(Heading heading) {
                add(heading, Passage.Kind.HEADING);
            }

            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableCell) {
                    add(node, Passage.Kind.TABLE_CELL);
                } else {
                    visitChildren(node);
                }
            }

            private void add(Node node, Passage.Kind kind) {
                passages.add(new Passage(name + ":" + line(node), kind, textOf(node)));
            }
        });
        return passages;
    }

    static Node parse(String page) {
        return PARSER.parse(page);
    }

    /** What stands between {@code <!-- x -->} and {@code <!-- end of x -->} becomes empty lines. */
    private static String withoutGeneratedParts(String page) {
        return GENERATED.matcher(page).replaceAll(part -> part.group().replaceAll("[^\n]", ""));
    }

    private static int line(Node node) {
        Node spanned = node;
        while (spanned != null && spanned.getSourceSpans().isEmpty()) {
            spanned = spanned.getFirstChild();
        }
        return spanned == null
                ? 0
                : spanned.getSourceSpans().stream()
                                .mapToInt(SourceSpan::getLineIndex)
                                .min()
                                .orElse(0)
                        + 1;
    }

    private static String textOf(Node block) {
        StringBuilder text = new StringBuilder();
        block.accept(new AbstractVisitor() {
            @Override
            public void visit(Text node) {
                text.append(node.getLiteral());
            }

            @Override
            public void visit(Code node) {
                text.append("code");
            }

            @Override
            public void visit(Image node) {
                // Its caption is generated with it.
            }

            @Override
            public void visit(SoftLineBreak node) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak node) {
                text.append(' ');
            }
        });
        return text.toString();
    }
}
