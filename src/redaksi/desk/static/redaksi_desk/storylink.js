/* The editor's link to a story: chosen from the list of stories, kept by its number. */
(() => {
  const { React, DraftJS, draftail } = window;

  class StorySource extends draftail.ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.storyChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    onChosen(story) {
      const { editorState, entityType, onComplete } = this.props;
      const selection = editorState.getSelection();
      const content = editorState
        .getCurrentContent()
        .createEntity(entityType.type, "MUTABLE", { id: story.id, string: story.string });
      const key = content.getLastCreatedEntityKey();
      this.workflow.close();
      if (!selection.isCollapsed()) {
        onComplete(DraftJS.RichUtils.toggleLink(editorState, selection, key));
        return;
      }
      const changed = DraftJS.Modifier.insertText(content, selection, story.string, null, key);
      onComplete(DraftJS.EditorState.push(editorState, changed, "insert-characters"));
    }
  }

  const StoryLink = (props) => {
    const data = props.contentState.getEntity(props.entityKey).getData();
    const label = data.string || `#${data.id}`;
    return React.createElement(draftail.TooltipEntity, { ...props, icon: "doc-full", label, url: data.url });
  };

  draftail.registerPlugin({ type: "STORY", source: StorySource, decorator: StoryLink }, "entityTypes");
})();
